//! Fails when the sandbox of a site has more bytes than its budget: `node budget.mjs <folder of the site>`.

import { BUDGETS, KB, fits, sandboxSizes, total } from "./sizes.mjs";

const group = await sandboxSizes(process.argv[2]);
const size = total(group, "brotli") / KB;
const budget = BUDGETS[group.group];
for (const { name, brotli } of group.files) console.log(`${name}: ${(brotli / KB).toFixed(1)} KB`);
console.log(`The sandbox has ${size.toFixed(1)} KB with brotli, of ${budget} KB`);
process.exitCode = fits(group) ? 0 : 1;
