// Another client reads a repository: node their_client.js URL STATE PATH...
// STATE holds metadata/root.json to begin with; files come into STATE/files.
const fs = require('fs');
const { Updater } = require('tuf-js');

async function main() {
  const [url, state, ...paths] = process.argv.slice(2);
  fs.mkdirSync(`${state}/files`, { recursive: true });
  const updater = new Updater({
    metadataDir: `${state}/metadata`,
    metadataBaseUrl: `${url}/metadata`,
    targetDir: `${state}/files`,
    targetBaseUrl: `${url}/targets`,
  });
  await updater.refresh();
  for (const path of paths) {
    const target = await updater.getTargetInfo(path);
    if (!target) throw new Error(`nobody signs for ${path}`);
    await updater.downloadTarget(target);
  }
}

main().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
