// Behaviours by name: an element asks for one with data-behaviour="name".
import { copy } from "./copy.js";
import { menu } from "./menu.js";
import { print } from "./print.js";

const behaviours = { copy, menu, print };

for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    behaviours[name]?.(element);
  }
}
