// The state of saving, in words, in one place of the page.
// Times are the server's, by the clock of the school's region.
export const SIGNED_OUT =
  "Вы вышли. Войдите снова: введённое сохранится на этой странице.";

export function state(place, { zone: timeZone, door: href }) {
  const time = new Intl.DateTimeFormat("ru", {
    hour: "numeric", minute: "2-digit", timeZone,
  });
  return {
    say: (words) => (place.textContent = words),
    saved: (at) => (place.textContent = `Сохранено в ${time.format(new Date(at))}`),
    door,
  };

  // The same words again are left alone: somebody may be on his way to the link.
  function door(words) {
    if (place.textContent.startsWith(words)) return;
    const link = document.createElement("a");
    Object.assign(link, { href, target: "_blank", rel: "noopener" });
    link.textContent = "Войти в новой вкладке";
    place.replaceChildren(words, " ", link);
  }
}

export function counted(count, one, few, many) {
  const tail = count % 10;
  const teens = Math.trunc(count / 10) % 10 === 1;
  if (tail === 1 && !teens) return `${count} ${one}`;
  return `${count} ${tail > 1 && tail < 5 && !teens ? few : many}`;
}
