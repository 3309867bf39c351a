// A CouchDB-compatible server: express-pouchdb over PouchDB and LevelDB, answers compressed by gzip, nothing served that
// PouchDB does not need, and connections that stay open for a minute without a request.
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
const require = createRequire(import.meta.url);
const compression = require("compression");
const express = require("express");
const PouchDB = require("pouchdb");

const folder = process.argv[2];
await mkdir(join(folder, "data"), { recursive: true });
const app = express();
app.use(compression({ threshold: 0 }));
app.use(
  require("express-pouchdb")(PouchDB.defaults({ prefix: join(folder, "data") + "/" }), {
    mode: "minimumForPouchDB",
    inMemoryConfig: true,
    logPath: join(folder, "log.txt"),
  }),
);
const listening = app.listen(Number(process.argv[3]), "127.0.0.1", () => console.log(JSON.stringify({ port: listening.address().port })));
listening.keepAliveTimeout = 60_000;
