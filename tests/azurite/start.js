// Starts the emulator's table service. It ends in good order, with everything on disk, when its input does: so also with the process that started it.
const log = console.log;
console.log = (line) => {
  log(line);
  if (line.includes("successfully closed")) {
    process.exit(0);
  }
};
process.stdin.on("end", () => process.emit("SIGINT"));
process.stdin.resume();
require("azurite/dist/src/table/main.js");
