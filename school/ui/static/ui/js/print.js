// A button that prints the page; without scripts it stays hidden and a line says how.
export function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
