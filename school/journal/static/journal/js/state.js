// The state of saving, in words, in one place of the page and in the bar.
// Times are the server's, by the clock of the school's region.
export const SIGNED_OUT =
  "Вы вышли. Войдите снова: введённое сохранится на этой странице.";

export function state(place, echo, { zone: timeZone, door: href }) {
  const time = new Intl.DateTimeFormat("ru", {
    hour: "numeric", minute: "2-digit", timeZone,
  });
  return { say, saved, door };

  function say(words) {
    place.textContent = words;
    repeat(words);
  }

  function saved(at) {
    say(`Сохранено в ${time.format(new Date(at))}`);
  }

  // Far down the list the place is out of sight: the bar there says the first sentence.
  function repeat(words) {
    if (echo) [echo.textContent] = words.split(". ");
  }

  // The same words again are left alone: somebody may be on his way to the link.
  function door(words) {
    if (place.textContent.startsWith(words)) return;
    const link = document.createElement("a");
    Object.assign(link, { href, target: "_blank", rel: "noopener" });
    link.textContent = "Войти в новой вкладке";
    place.replaceChildren(words, " ", link);
    repeat(words);
  }
}

export function counted(count, one, few, many) {
  const tail = count % 10;
  const teens = Math.trunc(count / 10) % 10 === 1;
  if (tail === 1 && !teens) return `${count} ${one}`;
  return `${count} ${tail > 1 && tail < 5 && !teens ? few : many}`;
}
