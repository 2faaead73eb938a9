// Another author writes a repository: node their_author.js FOLDER
// Keys of all three kinds, a threshold of two, a delegation by pattern and one by hash bins.
const crypto = require('crypto');
const fs = require('fs');
const { Delegations } = require('@tufjs/models/dist/delegations');
const { DelegatedRole, Role, SuccinctRoles } = require('@tufjs/models/dist/role');
const { Key, Metadata, MetaFile, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } = require('@tufjs/models');

const folder = process.argv[2];
const common = { version: 1, specVersion: '1.0.31', expires: '2100-01-01T00:00:00Z' };
const sha256 = (data) => crypto.createHash('sha256').update(data).digest('hex');

function makeKey(id, kind) {
  const [type, options, keyType, scheme] = {
    ed25519: ['ed25519', {}, 'ed25519', 'ed25519'],
    ecdsa: ['ec', { namedCurve: 'prime256v1' }, 'ecdsa', 'ecdsa-sha2-nistp256'],
    rsa: ['rsa', { modulusLength: 2048 }, 'rsa', 'rsassa-pss-sha256'],
  }[kind];
  const { publicKey, privateKey } = crypto.generateKeyPairSync(type, options);
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const value = kind === 'ed25519' ? publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex') : pem;
  const sign = (data) => {
    const how = kind === 'rsa'
      ? { key: privateKey, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
      : privateKey;
    const sig = crypto.sign(kind === 'ed25519' ? null : 'sha256', data, how).toString('hex');
    return new Signature({ keyID: id, sig });
  };
  return { key: new Key({ keyID: id, keyType, scheme, keyVal: { public: value } }), id, sign };
}

const one = makeKey('one', 'ed25519');
const two = makeKey('two', 'ecdsa');
const three = makeKey('three', 'rsa');

function write(name, signed, ...keys) {
  const document = new Metadata(signed);
  keys.forEach((key) => document.sign(key.sign));
  fs.writeFileSync(`${folder}/metadata/${name}.json`, JSON.stringify(document.toJSON(), null, 2));
}

function target(path, content) {
  const at = path.lastIndexOf('/') + 1;
  fs.mkdirSync(`${folder}/targets/${path.slice(0, at)}`, { recursive: true });
  fs.writeFileSync(`${folder}/targets/${path.slice(0, at)}${sha256(content)}.${path.slice(at)}`, content);
  return { [path]: new TargetFile({ path, length: Buffer.byteLength(content), hashes: { sha256: sha256(content) } }) };
}

fs.mkdirSync(`${folder}/metadata`, { recursive: true });
const role = (threshold, ...keys) => new Role({ keyIDs: keys.map((key) => key.id), threshold });
const root = new Root({
  ...common,
  consistentSnapshot: true,
  keys: Object.fromEntries([one, two, three].map((each) => [each.id, each.key])),
  roles: { root: role(2, one, two, three), timestamp: role(1, one), snapshot: role(1, two), targets: role(1, three) },
  unrecognizedFields: { 'x-note': 'met één vreemd veld: "水"\n' },
});
write('1.root', root, two, three);

const bins = new SuccinctRoles({ keyIDs: ['two'], threshold: 1, bitLength: 2, namePrefix: 'bin' });
const pattern = new DelegatedRole({ name: 'pattern', keyIDs: ['three'], threshold: 1, terminating: true, paths: ['pages/*/*.md'] });
const binned = new DelegatedRole({ name: 'binned', keyIDs: ['one'], threshold: 1, terminating: false, paths: ['binned/*'] });
const delegations = new Delegations({
  keys: { one: one.key, three: three.key },
  roles: { pattern, binned },
});
write('1.targets', new Targets({ ...common, targets: target('top.txt', 'top'), delegations }), three);
write('1.pattern', new Targets({ ...common, targets: target('pages/water/nl.md', 'Drink') }), three);
write('1.binned', new Targets({ ...common, targets: {}, delegations: new Delegations({ keys: { two: two.key }, succinctRoles: bins }) }), one);
const meta = { 'targets.json': new MetaFile({ version: 1 }), 'pattern.json': new MetaFile({ version: 1 }), 'binned.json': new MetaFile({ version: 1 }) };
for (const name of bins.getRoles()) {
  const mine = ['binned/a', 'binned/b', 'binned/c'].filter((path) => bins.getRoleForTarget(path) === name);
  write(`1.${name}`, new Targets({ ...common, targets: Object.assign({}, ...mine.map((path) => target(path, `in ${path}`))) }), two);
  meta[`${name}.json`] = new MetaFile({ version: 1 });
}
write('1.snapshot', new Snapshot({ ...common, meta }), two);
const snapshot = fs.readFileSync(`${folder}/metadata/1.snapshot.json`);
const snapshotMeta = new MetaFile({ version: 1, length: snapshot.length, hashes: { sha256: sha256(snapshot) } });
write('timestamp', new Timestamp({ ...common, snapshotMeta }), one);
