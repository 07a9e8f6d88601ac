// Mailboxes without a password: what to copy where at the provider, and where its servers are.
import { t } from '@lingui/core/macro';
import { Banner } from '../../ui/banner';
import { CopyField } from '../../ui/copy_field';
import { Guide } from './guide';

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
        <Guide title={t`At the provider`} words={[
          t`Microsoft Entra, App registrations, New registration: single tenant. Copy the application (client) ID and the directory (tenant) ID.`,
          t`Certificates & secrets, New client secret: copy its value, not its ID.`,
          t`API permissions, APIs my organization uses, Office 365 Exchange Online, Application permissions: IMAP.AccessAsApp and SMTP.SendAsApp. Then grant admin consent.`,
          t`Let the app into the mailbox with Exchange Online PowerShell. The object ID is that of the enterprise application.`,
        ]}>
          <CopyField label={t`For PowerShell`} value={commands(address)} />
          <p className="hint small">{t`No refresh token is needed: the app logs in for itself. It may take half an hour before Microsoft lets it in.`}</p>
        </Guide>
      );
    case 'google':
      return (
        <Guide title={t`At the provider`} words={[
          t`console.cloud.google.com: make a project, and switch on the Gmail API under APIs & Services, Library.`,
          t`OAuth consent screen: choose Internal, which a Workspace of your own has. (External works too, but loses its access after seven days while it stays in Testing.)`,
          t`Credentials, Create credentials, OAuth client ID, type Web application. Under Authorised redirect URIs paste the redirect address below. Copy the client ID and the client secret into this form.`,
          t`developers.google.com/oauthplayground: behind the gear tick “Use your own OAuth credentials” and fill in the two.`,
          t`On its left, under Input your own scopes, paste the scope below; press Authorize APIs and log in as the mailbox itself.`,
          t`Press Exchange authorization code for tokens, and copy the refresh token into this form.`,
        ]}>
          <CopyField label={t`Redirect address`} value="https://developers.google.com/oauthplayground" />
          <CopyField label={t`Scope`} value="https://mail.google.com/" />
        </Guide>
      );
    case 'other': return <Banner tone="accent">{t`The provider’s mail servers must take XOAUTH2 or OAUTHBEARER. Fill in a client secret, a refresh token, or both.`}</Banner>;
    default: return null;
  }
}
