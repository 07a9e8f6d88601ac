// What an admin does at the platform before the details can be filled in, whole: nobody has to read on elsewhere.
import { t } from '@lingui/core/macro';
import { Badge } from '../../ui/badge';
import { Guide } from './guide';
import styles from './settings.module.css';

// As the platforms write them.
const permissions: Record<string, string[]> = {
  'whatsapp': ['whatsapp_business_messaging', 'whatsapp_business_management'],
  'messenger': ['pages_messaging', 'pages_manage_metadata', 'pages_show_list'],
  'facebook': ['pages_manage_engagement', 'pages_read_engagement', 'pages_read_user_content', 'pages_manage_metadata', 'pages_messaging'],
  'instagram facebook': ['instagram_basic', 'instagram_manage_messages', 'instagram_manage_comments', 'pages_manage_metadata', 'pages_show_list'],
  'instagram instagram': ['instagram_business_basic', 'instagram_business_manage_messages', 'instagram_business_manage_comments'],
};

// Where the choice of a setting decides what there is to do.
function guideOf(channel: string, values: Readonly<Record<string, string>>): string {
  if (channel === 'instagram') return `instagram ${values.login === 'instagram' ? 'instagram' : 'facebook'}`;
  if (channel === 'messagebird') return `messagebird ${values.generation || 'classic'}`;
  return channel === 'email' && values.auth === 'oauth' ? '' : channel;
}

const pageToken = (): string[] => [
  t`Business settings, System users: make a system user, give it the page with full control, and generate a token of the app that never expires, with the permissions below.`,
  t`Graph API Explorer, with that token: GET /me/accounts. Copy the page’s own access_token and its id.`,
];

function metaSteps(guide: string): string[] | undefined {
  const secret = t`App settings, Basic: copy the app secret.`;
  switch (guide) {
    case 'whatsapp': return [
      t`developers.facebook.com: an app of type Business with the product WhatsApp, and your number in it.`,
      t`WhatsApp, API set-up: copy the phone number ID and the WhatsApp Business account ID.`,
      t`Business settings, System users: make a system user, give it the app and the WhatsApp account, and generate a token that never expires, with the permissions below.`,
      secret,
    ];
    case 'messenger': return [t`developers.facebook.com: an app of type Business with the product Messenger. You administer the page.`, ...pageToken(), secret];
    case 'facebook': return [t`developers.facebook.com: an app of type Business. When the page also has a Messenger inbox here, a second app: each has one address for webhooks.`, ...pageToken(), secret];
    case 'instagram facebook': return [
      t`The account is professional and linked to a Facebook page. In the Instagram app: Settings, Messages, Connected tools, Allow access to messages.`,
      ...pageToken(),
      t`Graph API Explorer: GET /PAGE_ID?fields=instagram_business_account tells the Instagram account ID.`,
      secret,
    ];
    case 'instagram instagram': return [
      t`The account is professional. In the Instagram app: Settings, Messages, Connected tools, Allow access to messages.`,
      t`developers.facebook.com, your app, Instagram, API setup with Instagram login: Generate token. The account ID stands beside it.`,
      t`On the same page: copy the Instagram app secret. It is not the one under App settings.`,
      t`The token lives sixty days. Health says when it has run out.`,
    ];
    default: return undefined;
  }
}

function birdSteps(guide: string): string[] | undefined {
  switch (guide) {
    case 'messagebird classic': return [t`dashboard.messagebird.com, Developers, API access: make a live access key.`, t`On the same page: copy the signing key.`, t`Numbers: copy the number that customers write to.`];
    case 'messagebird channels': return [t`app.bird.com, Settings, Security, Access keys: make a key that may use channels.`, t`The workspace ID stands in the address, behind /workspaces/. The channel ID stands with the channel, under Channels, SMS.`, t`Think of a long random word for the signing key, and give the same to the webhook subscription.`];
    case 'messagebird bird': return [t`Bird’s console: make an access key, and a webhook endpoint. Its signing secret begins with whsec_.`, t`Messages come in; answering over this interface is not possible yet.`];
    default: return undefined;
  }
}

function stepsOf(guide: string): string[] {
  const known = metaSteps(guide) ?? birdSteps(guide);
  if (known) return known;
  switch (guide) {
    case 'twilio': return [t`console.twilio.com, first page: copy the account SID and the auth token.`, t`Phone Numbers, Active numbers: copy your number with its country code. For WhatsApp: Messaging, Senders, WhatsApp senders, and write whatsapp: before it.`];
    case 'cm': return [t`CM.com, Channels, SMS, Gateway: copy the product token.`, t`Write your number with two zeros and the country code. The desk makes the secret of the webhook itself.`];
    case 'x': return [
      t`developer.x.com: a project and an app. User authentication settings: Read and write and Direct message. Do this first: tokens keep the rights of their making.`,
      t`Keys and tokens: copy the API key and its secret.`,
      t`Logged in as the account of this inbox: generate the access token and its secret. The account ID is what stands before the hyphen in the token.`,
    ];
    case 'telegram': return [t`In Telegram, write /newbot to @BotFather and give the bot a name.`, t`Copy the token that it answers. The desk does the rest.`, t`For groups: /setprivacy, Disable, or the bot hears only what is said to it.`];
    case 'email': return [t`Gmail: two-step verification on, then myaccount.google.com, Security, App passwords. Use that as the password; imap.gmail.com and smtp.gmail.com.`, t`Microsoft 365 takes no passwords: choose OAuth below.`, t`Others: the mailbox’s own password, with IMAP switched on.`];
    case 'webchat': return [t`Fill in the addresses of all sites that the chat stands on, as they stand in the browser: https:// and the name, without a path.`, t`Then you get one line to put into your pages.`];
    case 'api': return [t`Your program posts customers’ messages to the desk, and takes replies at an address of its own: fill that in.`, t`Then you get the address to call, a token and two secrets.`];
    default: return [];
  }
}

export function ChannelGuide({ channel, values }: { channel: string; values: Readonly<Record<string, string>> }) {
  const guide = guideOf(channel, values);
  const steps = stepsOf(guide);
  if (steps.length === 0) return null;
  const wanted = permissions[guide] ?? [];
  return (
    <Guide title={channel === 'webchat' || channel === 'api' ? t`How it goes` : t`First, at the platform`} words={steps}>
      {wanted.length > 0 ? <div className={styles.stack}><span className="small medium">{t`Permissions of the token`}</span><span className="row wrap">{wanted.map((one) => <Badge key={one} large>{one}</Badge>)}</span></div> : null}
    </Guide>
  );
}

// What comes after the address, so that other people than the app’s own are heard too.
function lastStepsOf(channel: string): string[] {
  switch (channel) {
    case 'whatsapp': return [t`Business settings, Accounts, WhatsApp accounts: the app must be subscribed to the account. “Subscribe again” on the channel’s page does it too.`, t`Write to the number from your own telephone.`];
    case 'messenger': return [t`Add the page under Webhooks, or press “Subscribe again” on the channel’s page.`, t`App review: advanced access to pages_messaging; and Human Agent, to answer until seven days after the customer’s last message. Until then only people with a role in the app are heard.`, t`Write to the page from a private account.`];
    case 'facebook': return [t`Subscribe the page: “Subscribe again” on the channel’s page does it.`, t`App review: advanced access to the permissions. Without pages_read_user_content comments come in without their authors.`, t`Comment on a post of the page from a private account.`];
    case 'instagram': return [t`With Instagram Login also switch on the subscription beside the account.`, t`App review: advanced access, and Human Agent. Comments come in only when the app is live.`, t`Write to the account from another one. The Test button sends an event of account 0, which the desk passes over.`];
    case 'telegram': return [t`Open the bot in Telegram, press Start and write something.`];
    case 'twilio': case 'messagebird': case 'cm': return [t`Send a text message to the number from your own telephone.`];
    default: return [];
  }
}

export function LastSteps({ channel }: { channel: string }) {
  const steps = lastStepsOf(channel);
  return steps.length > 0 ? <Guide title={t`Then`} words={steps} /> : null;
}
