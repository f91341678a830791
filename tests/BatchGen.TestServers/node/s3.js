// An S3 server on loopback: node s3.js FOLDER PORT BUCKET... Port 0 takes a free one. Prints "listening PORT".
// Its one account is S3RVER with the secret S3RVER.
'use strict';

const S3rver = require('s3rver');

const [folder, port, ...buckets] = process.argv.slice(2);
const server = new S3rver({
  address: '127.0.0.1',
  port: Number(port),
  directory: folder,
  silent: true,
  configureBuckets: buckets.map((name) => ({ name })),
});
server
  .run()
  .then(({ port: bound }) => console.log(`listening ${bound}`))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });

// Whoever started it holds its standard input: when that ends, so does the server.
process.stdin.on('end', () => process.exit(0)).resume();
