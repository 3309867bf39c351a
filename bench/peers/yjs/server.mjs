// Hocuspocus with its own settings, and its database extension over LevelDB, so that what was synced survives the server.
import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";
import { ClassicLevel } from "classic-level";

const documents = new ClassicLevel(process.argv[2], { valueEncoding: "view" });
await documents.open();
const server = new Server({
  port: Number(process.argv[3]),
  address: "127.0.0.1",
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => documents.get(documentName).catch(() => null),
      store: async ({ documentName, state }) => documents.put(documentName, state),
    }),
  ],
});
await server.listen();
console.log(JSON.stringify({ port: server.address.port }));
