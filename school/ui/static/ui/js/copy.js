// «Скопировать»: the button shows itself only where copying is possible.
export function copy(button) {
  const source = document.getElementById(button.dataset.copies);
  const word = button.querySelector("[data-word]");
  if (!source || !word || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const before = word.textContent;
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      word.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(source);
      return;
    }
    setTimeout(() => (word.textContent = before), 2000);
  });
}
