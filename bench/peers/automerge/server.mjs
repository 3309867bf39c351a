// automerge-repo's WebSocket server as its authors set up theirs (automerge-repo-sync-server): storage in a folder, and a
// share policy that announces nothing to a client that did not ask. A client that is slow to answer is kept for a minute, where
// it would be dropped after 5 s.
import { Repo } from "@automerge/automerge-repo";
import { WebSocketServerAdapter } from "@automerge/automerge-repo-network-websocket";
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs";
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const http = createServer();
const sockets = new WebSocketServer({ server: http });
new Repo({
  peerId: "bench-server",
  storage: new NodeFSStorageAdapter(process.argv[2]),
  network: [new WebSocketServerAdapter(sockets, 60_000)],
  sharePolicy: async () => false,
});
http.listen(Number(process.argv[3]), "127.0.0.1", () => console.log(JSON.stringify({ port: http.address().port })));
