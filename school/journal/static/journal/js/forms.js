// Roll call and description: saved in place, so that what is typed elsewhere stays.
export function forms(page, told) {
  for (const form of page.querySelectorAll("form[data-saved-words]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(form);
    });
  }

  async function save(form) {
    const button = form.querySelector("[type=submit]:not([form])");
    button.disabled = true;
    for (const error of form.querySelectorAll(".field__error")) error.remove();
    told.say("Сохраняем…");
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
      });
      if (response.ok) return told.say(form.dataset.savedWords);
      if (response.status === 422) return mend(form, await response.text());
      told.say("Не сохранено. Обновите страницу и войдите снова.");
    } catch {
      told.say("Нет связи. Введённое осталось на странице: сохраните ещё раз.");
    } finally {
      button.disabled = false;
    }
  }

  // The page that came back says at the fields what is wrong with them.
  function mend(form, text) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const same = fresh.getElementById(form.id);
    const problem = fresh.querySelector(".notice--err .notice__text");
    told.say(problem?.textContent.trim() ?? "Не сохранено");
    for (const error of same?.querySelectorAll(".field__error") ?? []) place(form, same, error);
    form.querySelector("[aria-invalid=true]")?.focus();
  }

  function place(form, same, error) {
    const wrong = same.querySelector(`[aria-describedby~="${error.id}"]`);
    const input = wrong && form.elements[wrong.name];
    if (!input) return;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", wrong.getAttribute("aria-describedby"));
    const row = input.closest("li");
    if (row) row.append(error);
    else input.before(error);
    input.addEventListener("input", () => input.removeAttribute("aria-invalid"), { once: true });
  }
}
