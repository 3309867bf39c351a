// A device with Yjs: one document a record, kept by y-leveldb, and Hocuspocus's provider: all documents over one WebSocket,
// with its own settings for trying again (1 s, doubled up to 30 s). Awareness (who looks at what) is off: it would only
// add bytes.
import { readFile } from "node:fs/promises";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import WebSocket from "ws";
import { LeveldbPersistence } from "y-leveldb";
import * as Y from "yjs";
import { answer, pause, pieces } from "../lines.mjs";

let kept, server, socket;
let scope = "";
const documents = new Map();
let providers = [];
let writes = Promise.resolve();

function keep(name, document) {
  documents.set(name, document);
  document.on("update", (update) => {
    writes = writes.then(() => kept.storeUpdate(name, update));
  });
}

// A connection that is cut before it stands ends the process, where nobody listens; an app that goes on is the better case.
process.on("uncaughtException", (error) => console.error(`goes on after: ${error}`));

answer({
  async open({ folder, server: address, records, empty, scope: within = "" }) {
    [server, scope] = [address.replace("http", "ws"), within];
    kept = new LeveldbPersistence(folder);
    for (const name of records) keep(name, empty ? new Y.Doc() : await kept.getYDoc(name));
  },

  async create({ file, changes }) {
    for (const { name, text } of JSON.parse(await readFile(file, "utf8"))) {
      const document = new Y.Doc();
      document.getMap("fields").set("title", name);
      const typed = document.getText("text");
      for (const piece of pieces(text, changes)) typed.insert(typed.length, piece);
      await kept.storeUpdate(name, Y.encodeStateAsUpdate(document));
      keep(name, document);
    }
  },

  async type({ record, text }) {
    const typed = documents.get(record).getText("text");
    for (const character of text) typed.insert(typed.length, character);
    await writes;
  },

  async sync() {
    socket = new HocuspocusProviderWebsocket({ url: server, WebSocketPolyfill: WebSocket });
    providers = [...documents].map(([name, document]) => {
      const provider = new HocuspocusProvider({
        name: scope + name,
        document,
        websocketProvider: socket,
        awareness: null,
      });
      provider.attach();
      return provider;
    });
    while (!providers.every((it) => it.synced && !it.hasUnsyncedChanges)) await pause(10);
    await writes;
  },

  async leave() {
    for (const provider of providers) provider.destroy();
    socket?.destroy();
    await writes;
  },

  async read({ records }) {
    return { texts: records.map((name) => documents.get(name).getText("text").toString()) };
  },
});
