// Runs on whatever Node calls it, so it is old JavaScript on purpose: the first thing every script does.
// better-sqlite3 13 ends without a message on Node 20, so a clear sentence has to come before it is loaded.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 && !(major === 22 && minor >= 22)) {
  console.error(
    'Askwell needs Node 24 (or 22.22 and newer), and this is Node ' +
      process.versions.node +
      ' at ' +
      process.execPath +
      '.\n' +
      'Start it through npm ("npm start", "npm test", "npm run -s askwell -- ..."): on Linux and Windows "npm ci" installs a private Node 24.\n' +
      'If you did, this platform (' +
      process.platform +
      ' ' +
      process.arch +
      ') has no such package: install Node 24 from nodejs.org and try again.',
  );
  process.exit(2);
}
