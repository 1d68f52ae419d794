// One lesson's page: cells save themselves, the two forms save without a reload.
import { cells } from "./cells.js";
import { forms } from "./forms.js";
import { state } from "./state.js";

const page = document.querySelector("main[data-page='journal-lesson']");
const told = state(
  page.querySelector("[data-saved]"), page.querySelector("[data-told]"), page.dataset,
);
if (page.querySelector("#marks")) cells(page, told);
for (const words of page.querySelectorAll("[data-with-script]")) words.hidden = false;
forms(page, told);
