// An SMTP server on loopback: node smtp.js PORT SECURITY USER PASSWORD. SECURITY is none or starttls; USER "-" asks for no login. Each mail is
// one line of JSON on standard output. Recipients at busy.example are refused for now (451), those at nobody.example for good (550), and
// mail to hang.example is never answered. Prints "listening PORT".
'use strict';

const { SMTPServer } = require('smtp-server');

const [port, security, user, password] = process.argv.slice(2);
const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });
const server = new SMTPServer({
  authOptional: user === '-',
  disabledCommands: [...(security === 'none' ? ['STARTTLS'] : []), ...(user === '-' ? ['AUTH'] : [])],
  allowInsecureAuth: true,
  logger: false,
  onAuth(auth, session, done) {
    const known = auth.username === user && auth.password === password;
    done(known ? null : refuse(535, `no such user as ${auth.username} with ${auth.password}`), known ? { user } : undefined);
  },
  onRcptTo(address, session, done) {
    const domain = address.address.split('@')[1];
    if (domain === 'busy.example') {
      done(refuse(451, 'try again later'));
    } else if (domain === 'nobody.example') {
      done(refuse(550, 'no such mailbox'));
    } else {
      done();
    }
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map((address) => address.address);
      if (to.some((address) => address.endsWith('@hang.example'))) {
        return;
      }

      console.log(`mail ${JSON.stringify({ from: session.envelope.mailFrom.address, to, user: session.user, data: Buffer.concat(chunks).toString() })}`);
      done();
    });
  },
});
server.on('error', () => {});
server.listen(Number(port), '127.0.0.1', () => console.log(`listening ${server.server.address().port}`));

// Whoever started it holds its standard input: when that ends, so does the server.
process.stdin.on('end', () => process.exit(0)).resume();
