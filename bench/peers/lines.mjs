// The bench's word with a device: one JSON command a line on standard input, one JSON answer a line on standard output.
//
// Commands, the same for every system ("peer" below is any of them, Satchel too):
//   open    {folder, server, scope, records, empty} the device's own store, offline; `records` are the names of all of its
//                                                   records; `empty` says that it has none of them yet
//   create  {file, changes}       makes the records that the file tells ([{name, text}]), each typed in so many changes
//   type    {record, text}        types a text at the record's end, character by character
//   sync    {}                    connects, and answers when both ends have everything
//   leave   {}                    ends the connection, and the process with it when standard input ends
//   read    {records}             the texts of records as this device shows them
import { createInterface } from "node:readline";

export function answer(commands) {
  // Standard output is for answers: what a library logs there goes where errors go.
  console.log = console.info = console.debug = console.error;
  const say = (word) => process.stdout.write(JSON.stringify(word) + "\n");
  let before = Promise.resolve();
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      const { do: name, ...told } = JSON.parse(line);
      before = before.then(async () => {
        try {
          say({ done: true, ...(await commands[name](told)) });
        } catch (error) {
          say({ done: false, why: String(error?.stack ?? error) });
        }
      });
    })
    .on("close", () => process.exit(0));
}

/** A text in so many pieces of almost the same length, as it is typed between pauses. */
export function pieces(text, count) {
  const at = (number) => Math.floor((text.length * number) / count);
  return Array.from({ length: count }, (_, number) => text.slice(at(number), at(number + 1)));
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
