// An S3 server on loopback: node s3.js FOLDER PORT ACCESS_KEY SECRET_KEY BUCKET... Port 0 takes a free one. Prints "listening PORT".
'use strict';

const crypto = require('crypto');
const S3rver = require('s3rver');
const { DUMMY_ACCOUNT } = require('s3rver/lib/models/account');

const [folder, port, accessKey, secretKey, ...buckets] = process.argv.slice(2);
// The server hides the place of a listing's next page with DES, which today's OpenSSL no longer has.
for (const name of ['createCipheriv', 'createDecipheriv']) {
  const original = crypto[name];
  crypto[name] = (algorithm, key, iv) =>
    algorithm === 'des' ? original('aes-128-cbc', Buffer.concat([key, key]), Buffer.concat([iv, iv])) : original(algorithm, key, iv);
}

DUMMY_ACCOUNT.createKeyPair(accessKey, secretKey);
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
