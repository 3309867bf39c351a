// A device with PouchDB over LevelDB: one document a record, a database of its own for each office, replication both ways
// once, with batches of 500 instead of 100 (fewer requests), bodies of requests compressed by gzip as well, and connections
// that stay open between requests, as a browser's do (Node's fetch of PouchDB opens one for each).
//
// It keeps no history of what was typed: a record is saved once when it is made, and once when a text was typed into it. A
// replication that fails is started again after 1 s, doubled up to 30 s, as its `retry` does with live replication.
import { readFile } from "node:fs/promises";
import { Agent } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { answer, pause } from "../lines.mjs";
const require = createRequire(import.meta.url);
const PouchDB = require("pouchdb");
const compressed = promisify(gzip);

let local, remote, replication;
const BATCH = 500;
const agent = new Agent({ keepAlive: true });

async function fetchCompressed(url, options) {
  if (typeof options.body === "string" && options.body.length > 200) {
    options.body = await compressed(options.body);
    options.headers.set("content-encoding", "gzip");
  }
  return PouchDB.fetch(url, { ...options, agent });
}

answer({
  async open({ folder, server, scope = "" }) {
    local = new PouchDB(join(folder, "records"), { auto_compaction: true });
    remote = `${server}/office${scope.replace(/[^a-z0-9]/g, "")}`;
    await local.info();
  },

  async create({ file }) {
    const records = JSON.parse(await readFile(file, "utf8"));
    await local.bulkDocs(records.map(({ name, text }) => ({ _id: name, title: name, text })));
  },

  async type({ record, text }) {
    const document = await local.get(record);
    document.text += text;
    await local.put(document);
  },

  async sync() {
    for (let wait = 1000; ; wait = Math.min(wait * 2, 30_000)) {
      try {
        replication = local.sync(new PouchDB(remote, { fetch: fetchCompressed }), {
          batch_size: BATCH,
        });
        const { push, pull } = await replication;
        if (push.ok && pull.ok) return;
      } catch (error) {
        console.error(`tries again after: ${error}`);
      }
      await pause(wait);
    }
  },

  async leave() {
    replication?.cancel();
  },

  async read({ records }) {
    return { texts: await Promise.all(records.map(async (name) => (await local.get(name)).text)) };
  },
});
