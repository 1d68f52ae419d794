// A list of the access desk, mended without leaving the page: each line is saved by
// itself, a pasted column spreads over the lines below, what was saved may be taken back.
import { verdict } from "../../registry/js/snils.js";

const forms = [...document.querySelectorAll("form[data-mend]")];
const left = document.querySelector("[data-left]");
const AWAY = "Не сохранено: нет связи. Введённое не пропадёт.";

function tell(form, text, look = "") {
  const row = form.closest("tr");
  const says = row.querySelector(".mend__says");
  says.textContent = text;
  says.className = `mend__says${look ? ` mend__says--${look}` : ""}`;
  row.querySelector("[data-tried]").hidden = text !== "";
  form.elements.typed.toggleAttribute("aria-invalid", false);
  if (look === "err") form.elements.typed.setAttribute("aria-invalid", "true");
  return says;
}

function count(change) {
  if (left) left.textContent = String(Number(left.textContent) + change);
}

async function send(address, form) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    return { ok: answer.ok, ...(await answer.json()) };
  } catch {
    return { ok: false, sentence: AWAY };
  }
}

async function save(form) {
  const input = form.elements.typed;
  if (form.dataset.busy || input.readOnly || input.value.trim() === "") return;
  form.dataset.busy = "yes";
  const told = await send(form.action, form);
  delete form.dataset.busy;
  if (!told.ok) {
    tell(form, told.sentence || AWAY, "err");
    return;
  }
  form.dataset.before = input.value;
  input.value = told.shown;
  input.readOnly = true;
  form.classList.add("mend--saved");
  count(-1);
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "link";
  undo.textContent = "Отменить";
  undo.addEventListener("click", () => takeBack(form, undo));
  tell(form, "Сохранено ", "ok").append(undo);
}

async function takeBack(form, button) {
  button.disabled = true;
  const told = await send(form.dataset.back, form);
  if (!told.ok) {
    tell(form, told.sentence || AWAY);
    return;
  }
  const input = form.elements.typed;
  input.value = form.dataset.before;
  input.readOnly = false;
  form.classList.remove("mend--saved");
  count(1);
  tell(form, "");
  input.focus();
}

function spread(from, lines) {
  let saving = Promise.resolve();
  lines.forEach((line, step) => {
    const form = forms[from + step];
    if (!form || form.elements.typed.readOnly || line.trim() === "") return;
    form.elements.typed.value = line.trim();
    saving = saving.then(() => save(form));
  });
}

function step(from, by) {
  forms[from + by]?.elements.typed.focus();
}

forms.forEach((form, place) => {
  const input = form.elements.typed;
  form.classList.add("mend--live");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(form);
    step(place, 1);
  });
  input.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      step(place, by);
    }
  });
  input.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text").replace(/\r/g, "").split("\n");
    if (lines.length < 2) return;
    event.preventDefault();
    spread(place, lines);
  });
  if (form.dataset.mend !== "snils") return;
  input.addEventListener("input", () => {
    const found = verdict(input.value);
    tell(form, found.look === "err" ? found.says : "", found.look);
    if (found.look === "ok") save(form);
  });
});
