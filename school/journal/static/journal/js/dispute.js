// Below a row: why a cell was not saved, and in a conflict the teacher's choice.
export function argue(cell, result, mine, { keep, insist }) {
  settle(cell);
  const template = document.getElementById("dispute");
  const dispute = template.content.firstElementChild.cloneNode(true);
  dispute.dataset.about = cell.dataset.slot;
  dispute.querySelector(".dispute__text").textContent = result.sentence;
  const acts = dispute.querySelector(".dispute__acts");
  const there = result.value ?? "";
  if (keep) acts.append(act(there ? `Оставить ${said(there)}` : "Оставить пустой", keep));
  if (insist) acts.append(act(mine ? `Поставить ${said(mine)}` : "Отозвать отметку", insist));
  if (!acts.childElementCount) acts.remove();
  cell.closest("li").append(dispute);

  function act(words, does) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small";
    button.textContent = words;
    button.addEventListener("click", () => {
      settle(cell);
      does();
      cell.querySelector(".cell__input").focus();
    });
    return button;
  }
}

const said = (value) => (value === "·" ? "точку" : value);

export function settle(cell) {
  cell.querySelector(".cell__input").removeAttribute("aria-invalid");
  const row = cell.closest("li");
  row.querySelector(`.dispute[data-about="${cell.dataset.slot}"]`)?.remove();
}
