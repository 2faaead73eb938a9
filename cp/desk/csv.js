// Rows to a file for a spreadsheet. A cell that a spreadsheet would take for a formula is made text.
import {element} from './dom.js';

const cell = (value) => {
  const text = String(value ?? '');
  return `"${(/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

export const toCsv = (rows) => `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;

export function saveCsv(name, rows) {
  const address = URL.createObjectURL(new Blob([toCsv(rows)], {type: 'text/csv'}));
  element('a', {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 10e3);
}
