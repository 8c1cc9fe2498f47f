// Starts the emulator's table service; it ends with the process that started it, however that ends.
process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
require("azurite/dist/src/table/main.js");
