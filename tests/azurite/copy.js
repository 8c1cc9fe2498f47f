// Reads one partition with the official client and writes what it read into another: node copy.js <connection string> <table> <from> <to>
const { TableClient, odata } = require("@azure/data-tables");

async function main([connectionString, table, from, to]) {
  const client = TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true });
  const rows = client.listEntities({ queryOptions: { filter: odata`PartitionKey eq ${from}` }, disableTypeConversion: true });
  for await (const row of rows) {
    const { etag, timestamp, ...rest } = row;
    const found = await client.getEntity(from, row.rowKey, { disableTypeConversion: true });
    if (found.etag !== etag) {
      throw new Error(`The point read of ${row.rowKey} has another ETag than the query.`);
    }

    await client.createEntity({ ...rest, partitionKey: to });
    console.log(row.rowKey);
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
