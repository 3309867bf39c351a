// A device with automerge-repo: one document a record, kept in a folder, all of them open (a document that is not open is
// not synced), and the WebSocket client with its own settings (it tries again after 5 s).
//
// A document's id is made from the record's name, so that no list of documents has to be synced first; a real app needs one.
import { readFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import * as Automerge from "@automerge/automerge";
import { Repo, interpretAsDocumentId, stringifyAutomergeUrl } from "@automerge/automerge-repo";
import { WebSocketClientAdapter } from "@automerge/automerge-repo-network-websocket";
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs";
import { answer, pause, pieces } from "../lines.mjs";

/** Longer than anything takes on the slow link of the bench between two documents. */
const STUCK_MS = 100_000;

let repo, server, adapter, names;
let scope = "";
const handles = new Map();
const idOf = (name) => {
  const documentId = new Uint8Array(createHash("sha256").update(scope + name).digest().subarray(0, 16));
  return interpretAsDocumentId(stringifyAutomergeUrl({ documentId }));
};

// The client throws what a cut connection does to its socket; an app that goes on is the better case for it.
process.on("uncaughtException", (error) => console.error(`goes on after: ${error}`));

/** What the server said that it has, by document, since this connection was asked for. */
const told = new Map();

answer({
  async open({ folder, server: address, records, empty, scope: within = "" }) {
    [server, names, scope] = [address.replace("http", "ws"), records, within];
    repo = new Repo({
      storage: new NodeFSStorageAdapter(folder),
      sharePolicy: async () => true,
    });
    repo.synchronizer.on("sync-state", ({ documentId, syncState }) => {
      if (syncState.theirHeads) told.set(documentId, syncState.theirHeads);
    });
    if (!empty) {
      for (const record of records) handles.set(record, await repo.find(idOf(record)));
    }
  },

  async create({ file, changes }) {
    for (const { name, text } of JSON.parse(await readFile(file, "utf8"))) {
      let document = Automerge.from({ title: name, text: "" });
      let at = 0;
      for (const piece of pieces(text, changes)) {
        document = Automerge.change(document, (it) => Automerge.splice(it, ["text"], at, 0, piece));
        at += piece.length;
      }
      handles.set(name, repo.import(Automerge.save(document), { docId: idOf(name) }));
    }
    await repo.flush();
  },

  async type({ record, text }) {
    const handle = handles.get(record);
    for (const character of text) {
      handle.change((it) => Automerge.splice(it, ["text"], it.text.length, 0, character));
    }
    await repo.flush([handle.documentId]);
  },

  async sync() {
    told.clear();
    adapter = new WebSocketClientAdapter(server);
    repo.networkSubsystem.addNetworkAdapter(adapter);
    const waiting = new Set(names);
    // Asked for only when the server is there: before, the answer would be that nobody has them.
    while (repo.peers.length === 0) await pause(5);
    const missing = names.filter((name) => !handles.has(name));
    // After a minute it calls a document unavailable that the server has not come to; one that comes later still counts.
    const allowableStates = ["ready", "unavailable"];
    await Promise.all(
      missing.map(async (name) => handles.set(name, await repo.find(idOf(name), { allowableStates }))),
    );
    const same = (left, right) => left.length === right.length && left.every((head) => right.includes(head));
    const isEqual = (name) => {
      const theirs = told.get(idOf(name));
      const handle = handles.get(name);
      return theirs !== undefined && handle.isReady() && same(theirs, Automerge.getHeads(handle.doc()));
    };
    for (let before = waiting.size, since = Date.now(); ; await pause(20)) {
      for (const name of waiting) if (isEqual(name)) waiting.delete(name);
      if (waiting.size === 0) return;
      if (waiting.size < before) [before, since] = [waiting.size, Date.now()];
      // On a busy machine the two ends now and then both wait, for good; a person would open the app anew.
      if (Date.now() - since > STUCK_MS) {
        console.error(`connects anew: ${waiting.size} documents are not heard of`);
        repo.networkSubsystem.removeNetworkAdapter(adapter);
        adapter = new WebSocketClientAdapter(server);
        repo.networkSubsystem.addNetworkAdapter(adapter);
        since = Date.now();
      }
    }
  },

  async leave() {
    if (adapter) repo.networkSubsystem.removeNetworkAdapter(adapter);
    await repo.flush();
  },

  async read({ records }) {
    return { texts: records.map((name) => handles.get(name).doc().text) };
  },
});
