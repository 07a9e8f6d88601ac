// A mailbox and a post office of this machine: Dovecot and Exim, for one test and with nothing kept after it.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const areInstalled = ['/usr/sbin/dovecot', '/usr/sbin/exim4'].every(existsSync);
export const password = 'secret';

interface Person { name: string; uid: number; gid: number }

// Exim gives up root's rights with a configuration that is not the system's, so it is nobody of rank from the start.
function postman(): Person {
  const id = (...words: string[]) => execFileSync('id', words).toString().trim();
  const who = process.getuid?.() === 0 ? ['Debian-exim'] : [];
  return { name: id('-un', ...who), uid: Number(id('-u', ...who)), gid: Number(id('-g', ...who)) };
}

const dovecot = (root: string, port: string, { uid, gid, name }: Person) => `
base_dir = ${root}/run
log_path = ${root}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${root}/mail/%n
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${root}/mail/%n
}
namespace inbox {
  inbox = yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
${process.getuid?.() === 0 ? '' : `default_internal_user = ${name}\ndefault_internal_group = ${gid}\ndefault_login_user = ${name}\n`}`;

const exim = (root: string, port: string, { name, gid }: Person) => `
primary_hostname = mail.desk.test
spool_directory = ${root}/spool
log_file_path = ${root}/exim-%slog
pid_file_path = ${root}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
acl_smtp_rcpt = recipients
host_lookup =
rfc1413_query_timeout = 0s
keep_environment =
begin acl
recipients:
  accept authenticated = *
  deny
begin routers
people:
  driver = accept
  local_parts = lsearch;${root}/people
  transport = maildir
begin transports
maildir:
  driver = appendfile
  directory = ${root}/mail/$local_part_data
  maildir_format
  create_directory
  user = ${name}
  group = ${gid}
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{$auth3}{${password}}}
  server_set_id = $auth2
`;

function answers(port: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => { socket.destroy(); resolve(true); });
    socket.on('error', () => { resolve(false); });
  });
}

export class MailServers {
  private readonly root = mkdtempSync(path.join(tmpdir(), 'balie-mail-'));
  private readonly keeper = postman();
  private readonly processes: ChildProcess[] = [];
  private dropped = 0;

  // `people`: whose mail is taken, by what stands before the @.
  async start(imapPort: string, smtpPort: string, people: string[]): Promise<void> {
    for (const folder of ['run', 'mail', 'spool']) mkdirSync(path.join(this.root, folder));
    for (const folder of ['', 'mail', 'spool']) this.own(path.join(this.root, folder));
    chmodSync(this.root, 0o755);
    this.write('dovecot.conf', dovecot(this.root, imapPort, this.keeper));
    this.write('exim.conf', exim(this.root, smtpPort, this.keeper));
    this.write('people', people.map((name) => `${name}: ${name}\n`).join(''));
    this.run('/usr/sbin/dovecot', ['-F', '-c', path.join(this.root, 'dovecot.conf')]);
    this.run('/usr/sbin/exim4', ['-bdf', '-C', path.join(this.root, 'exim.conf')], this.keeper);
    for (const port of [imapPort, smtpPort]) await this.untilAnswers(port);
  }

  async stop(): Promise<void> {
    const running = this.processes.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    await Promise.all(running.map((process) => new Promise((resolve) => {
      process.once('exit', resolve);
      process.kill();
    })));
    rmSync(this.root, { recursive: true, force: true });
  }

  // As a post office leaves a mail in somebody's box.
  drop(box: string, mail: string): void {
    for (const folder of ['', 'new', 'cur', 'tmp']) this.make(path.join(this.root, 'mail', box, folder));
    const name = `${Date.now()}.b${(this.dropped += 1)}.localhost`;
    const written = path.join(this.root, 'mail', box, 'tmp', name);
    writeFileSync(written, mail.replaceAll('\n', '\r\n'));
    this.own(written);
    renameSync(written, path.join(this.root, 'mail', box, 'new', name));
  }

  mails(box: string): string[] {
    const folder = path.join(this.root, 'mail', box, 'new');
    return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')) : [];
  }

  private own(file: string): void {
    chownSync(file, this.keeper.uid, this.keeper.gid);
  }

  private make(folder: string): void {
    if (!existsSync(folder)) mkdirSync(folder);
    this.own(folder);
  }

  private write(name: string, text: string): void {
    writeFileSync(path.join(this.root, name), text, { mode: 0o644 });
  }

  private run(program: string, words: string[], as?: Person): void {
    this.processes.push(spawn(program, words, { stdio: 'ignore', ...(as && process.getuid?.() === 0 ? { uid: as.uid, gid: as.gid } : {}) }));
  }

  private async untilAnswers(port: string): Promise<void> {
    for (const end = Date.now() + 20_000; !(await answers(port));) {
      if (Date.now() > end) throw new Error(`a mail server did not start: see ${this.root}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
