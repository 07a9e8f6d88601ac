// Mailboxes without a password: what to copy where at the provider, and where its servers are.
import { t } from '@lingui/core/macro';
import { Banner } from '../../ui/banner';
import { CopyField } from '../../ui/copy_field';
import styles from './settings.module.css';

const servers: Record<string, Record<string, string>> = {
  microsoft: { imap_host: 'outlook.office365.com', smtp_host: 'smtp.office365.com', smtp_security: 'starttls' },
  google: { imap_host: 'imap.gmail.com', smtp_host: 'smtp.gmail.com', smtp_security: '' },
};

// What goes with the provider that was chosen; what somebody typed stays, unless it is another provider's.
export function withServers(values: Record<string, string>, provider: string): Record<string, string> {
  const theirs = servers[provider];
  const known = new Set(Object.values(servers).flatMap(({ imap_host: imap, smtp_host: smtp }) => [imap, smtp]));
  const isFree = (['imap_host', 'smtp_host'] as const).every((name) => (values[name] ?? '').trim() === '' || known.has(values[name]?.trim()));
  return theirs && isFree ? { ...values, provider, ...theirs } : { ...values, provider };
}

function Steps({ words, children }: { words: string[]; children?: React.ReactNode }) {
  return (
    <section className={styles.guide} aria-label={t`At the provider`}>
      <h3 className="small medium">{t`At the provider`}</h3>
      <ol>{words.map((one) => <li key={one}>{one}</li>)}</ol>
      {children}
    </section>
  );
}

// Lets the app into this mailbox and no other; Exchange knows it by the object id of the enterprise application.
function commands(address: string): string {
  const mailbox = address.trim() === '' ? 'service@example.org' : address.trim();
  return [
    'Connect-ExchangeOnline',
    'New-ServicePrincipal -AppId CLIENT_ID -ObjectId OBJECT_ID',
    `Add-MailboxPermission -Identity ${mailbox} -User OBJECT_ID -AccessRights FullAccess`,
    `Set-CASMailbox -Identity ${mailbox} -ImapEnabled $true -SmtpClientAuthenticationDisabled $false`,
  ].join('\n');
}

export function MailProvider({ provider, address }: { provider: string; address: string }) {
  switch (provider) {
    case 'microsoft':
      return (
        <Steps words={[
          t`Microsoft Entra, App registrations, New registration: single tenant. Copy the application (client) ID and the directory (tenant) ID.`,
          t`Certificates & secrets, New client secret: copy its value, not its ID.`,
          t`API permissions, APIs my organization uses, Office 365 Exchange Online, Application permissions: IMAP.AccessAsApp and SMTP.SendAsApp. Then grant admin consent.`,
          t`Let the app into the mailbox with Exchange Online PowerShell. The object ID is that of the enterprise application.`,
        ]}>
          <CopyField label={t`For PowerShell`} value={commands(address)} />
          <p className="hint small">{t`No refresh token is needed: the app logs in for itself. It may take half an hour before Microsoft lets it in.`}</p>
        </Steps>
      );
    case 'google':
      return (
        <Steps words={[
          t`Google Cloud, OAuth consent screen: Internal in Workspace. An app that stays in Testing loses its access after seven days.`,
          t`Credentials, OAuth client ID, Web application, with the redirect address below. Copy the client ID and the secret.`,
          t`OAuth Playground: behind the gear, use your own credentials; authorise the scope below as the mailbox, and copy the refresh token.`,
        ]}>
          <CopyField label={t`Redirect address`} value="https://developers.google.com/oauthplayground" />
          <CopyField label={t`Scope`} value="https://mail.google.com/" />
        </Steps>
      );
    case 'other': return <Banner tone="accent">{t`The provider’s mail servers must take XOAUTH2 or OAUTHBEARER. Fill in a client secret, a refresh token, or both.`}</Banner>;
    default: return null;
  }
}
