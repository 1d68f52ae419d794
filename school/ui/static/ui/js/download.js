// A form whose answer is a file leaves its page as it was. Once the file has come (its
// answer repeats the form's number in a cookie) the page at data-then is opened.
const OFTEN = 250;

for (const form of document.querySelectorAll("form[data-then]")) {
  const number = document.createElement("input");
  number.type = "hidden";
  number.name = "number";
  form.append(number);
  let waiting;
  form.addEventListener("submit", () => {
    number.value = Date.now();
    const came = `came=${number.value}`;
    clearInterval(waiting);
    waiting = setInterval(() => {
      if (!document.cookie.split("; ").some((each) => each.endsWith(came))) return;
      clearInterval(waiting);
      location.assign(form.dataset.then);
    }, OFTEN);
  });
}
