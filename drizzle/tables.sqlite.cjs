// For drizzle-kit only: it wants the tables as exports of a module.
module.exports = require('../server/db/schema.ts').build(require('../server/db/kit.ts').kits.sqlite);
