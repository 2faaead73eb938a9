// A stick in the browser, and the same stick as a folder of this machine.
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';

// Everything a folder of the browser's own file system holds: path to bytes in base64.
export const filesIn = (page) => page.evaluate(async () => {
  const text = (file) => new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(',')[1] || '');
    reader.readAsDataURL(file);
  });
  const reading = [];
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === 'directory') await walk(handle, `${path}${name}/`);
      else reading.push(handle.getFile().then(text).then((bytes) => [path + name, bytes]));
    }
  };
  await walk(await navigator.storage.getDirectory(), '');
  return Object.fromEntries(await Promise.all(reading));
});

// The browser's own file system stands for the stick that somebody would choose: the same handles, without the question.
export const giveStick = (page) => page.evaluate(() => { window.showDirectoryPicker = () => navigator.storage.getDirectory(); });

export async function carryOut(page, stick) {
  rmSync(stick, {recursive: true, force: true});
  for (const [path, bytes] of Object.entries(await filesIn(page))) {
    mkdirSync(dirname(`${stick}/${path}`), {recursive: true});
    writeFileSync(`${stick}/${path}`, Buffer.from(bytes, 'base64'));
  }
}

export const pathsBelow = (folder, below = '') => readdirSync(`${folder}/${below}`, {withFileTypes: true}).flatMap((entry) =>
  (entry.isDirectory() ? pathsBelow(folder, `${below}${entry.name}/`) : [`${below}${entry.name}`]));

export async function carryBack(page, stick) {
  const files = pathsBelow(stick).map((path) => [path, readFileSync(`${stick}/${path}`, 'base64')]);
  await page.evaluate(async (list) => {
    const root = await navigator.storage.getDirectory();
    await Promise.all(list.map(async ([path, bytes]) => {
      const parts = path.split('/');
      let folder = root;
      for (const name of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(name, {create: true});
      const stream = await (await folder.getFileHandle(parts.at(-1), {create: true})).createWritable();
      await stream.write(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
      await stream.close();
    }));
  }, files);
}
