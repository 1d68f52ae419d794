// Behaviours of a personal card; each page asks for them with data-behaviour="name".
import { snils } from "./snils.js";

for (const element of document.querySelectorAll('[data-behaviour="snils"]')) {
  snils(element);
}
