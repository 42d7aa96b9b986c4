// No single release of better-sqlite3 runs on every Node.js that we support: 13
// needs a Node-API that Node.js 20 lacks (it crashes there), and 12 aborts on
// Node.js 24.19 and newer. The root package.json resolves `better-sqlite3` to
// this package, so that Knex and Backstage load whichever one runs here.
const [major] = process.versions.node.split('.').map(Number);

module.exports =
  major >= 22 ? require('better-sqlite3-13') : require('better-sqlite3-12');
