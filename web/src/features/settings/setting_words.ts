// What a channel's settings are called, and where they are found.
import { t } from '@lingui/core/macro';

export interface SettingWords {
  label: string;
  help?: string;
}

// Where the same word means something else on another channel.
function channelWords(name: string, channel: string): SettingWords | undefined {
  switch (`${channel} ${name}`) {
    case 'messenger access_token':
    case 'facebook access_token': return { label: t`Access token`, help: t`The page’s own token, made with that of a system user.` };
    case 'instagram access_token': return { label: t`Access token`, help: t`Of the account, or the page’s own with Facebook Login.` };
    case 'instagram page_id': return { label: t`Page ID`, help: t`With Facebook Login: the linked page. Digits only.` };
    case 'x access_token': return { label: t`Access token`, help: t`At X, under Keys and tokens, made while logged in as this account.` };
    case 'cm from': return { label: t`Our number`, help: t`With country, such as 0031970000001. Customers see it as the sender.` };
    case 'cm template_namespace': return { label: t`Namespace of the templates`, help: t`At CM.com, in the details of a template. Without it no template can be sent.` };
    case 'cm templates': return { label: t`Approved templates`, help: t`A list in JSON; the manual’s page about CM.com has an example. Afterwards fetch them anew in the list of templates.` };
    default: return undefined;
  }
}

// Of a chat on a site.
function siteWords(name: string): SettingWords | undefined {
  switch (name) {
    case 'allowed_origins': return { label: t`Addresses of your site`, help: t`Such as https://www.example.org, with commas between them.` };
    case 'identity_secret': return { label: t`Secret of identities`, help: t`With it your site proves who a visitor is.` };
    case 'widget_key': return { label: t`Key of the chat`, help: t`Made by the desk; it stands in the line for your site.` };
    case 'greeting': return { label: t`Greeting`, help: t`The first words that a visitor reads in the chat.` };
    case 'color': return { label: t`Colour`, help: t`Of the button and the visitor’s own messages.` };
    case 'locale': return { label: t`Language of the chat` };
    case 'asks_name': return { label: t`Ask for a name first`, help: t`Visitors fill in a name, and an e-mail address if they like, before they write.` };
    case 'opening_hours_note': return { label: t`Line about when you are there`, help: t`Stands above the messages, such as: on weekdays until 17:30.` };
    case 'opening_hours': return { label: t`Opening hours`, help: t`Outside them visitors read when you are there again. Without any hours the chat says nothing of it.` };
    case 'days_off': return { label: t`Days off`, help: t`On these days nobody is there, whatever the hours say.` };
    case 'time_zone': return { label: t`Time zone`, help: t`In which the opening hours count.` };
    case 'push_url': return { label: t`Address of your back end`, help: t`Hears of replies that no open page or app takes. https.` };
    case 'push_secret': return { label: t`Secret of your back end`, help: t`whsec_ and base64. The desk signs with it.` };
    default: return undefined;
  }
}

export function settingWords(name: string, channel = ''): SettingWords {
  return channelWords(name, channel) ?? siteWords(name) ?? usualWords(name);
}

function usualWords(name: string): SettingWords {
  switch (name) {
    case 'phone_number_id': return { label: t`Phone number ID`, help: t`At Meta under WhatsApp, API set-up. Digits only.` };
    case 'waba_id': return { label: t`WhatsApp Business account ID`, help: t`At Meta, beside the phone number ID.` };
    case 'access_token': return { label: t`Access token`, help: t`Of a system user, so that it does not expire.` };
    case 'app_secret': return { label: t`App secret`, help: t`At Meta under App settings, Basic. Checks that messages are genuine.` };
    case 'verify_token': return { label: t`Verification code`, help: t`You paste it at Meta in the next step.` };
    case 'page_id': return { label: t`Page ID`, help: t`At Facebook, under About, Page transparency. Digits only.` };
    case 'instagram_id': return { label: t`Instagram account ID`, help: t`Of the professional account, at Meta under Instagram, API set-up.` };
    case 'login': return { label: t`Kind of log-in`, help: t`Most accounts of a company are linked to a page; look in the Instagram app under Settings, Business tools, Connect a Facebook page. Is none there: Instagram Login.` };
    case 'account_sid': return { label: t`Account SID`, help: t`On the first page of Twilio’s console; begins with AC.` };
    case 'auth_token': return { label: t`Auth token`, help: t`At Twilio, beside the account SID. Checks that messages are genuine.` };
    case 'from': return { label: t`Our number`, help: t`With country, such as +31970000001; for WhatsApp at Twilio whatsapp:+31970000001.` };
    case 'messaging_service_sid': return { label: t`Messaging service SID`, help: t`At Twilio, when a service chooses the number; begins with MG.` };
    case 'generation': return { label: t`Where you log in at MessageBird`, help: t`The address in your browser tells it, once you are logged in there.` };
    case 'access_key': return { label: t`Access key`, help: t`At the platform, under Developers.` };
    case 'signing_key': return { label: t`Signing key`, help: t`Checks that messages are genuine.` };
    case 'originator': return { label: t`Our number`, help: t`The number or name that customers see.` };
    case 'channel_id': return { label: t`Channel ID`, help: t`At Bird, under Channels.` };
    case 'workspace_id': return { label: t`Workspace ID`, help: t`At Bird, in the address of your workspace.` };
    case 'product_token': return { label: t`Product token`, help: t`At CM.com, under Gateway.` };
    case 'webhook_secret': return { label: t`Secret of the webhook`, help: t`Long and random: this platform does not sign, so its address holds it.` };
    case 'via': return { label: t`Sent as`, help: t`SMS, WhatsApp or RCS, as CM.com has set it up. Empty for SMS, which takes no files.` };
    case 'user_id': return { label: t`Account ID`, help: t`The number of the account, not its @name.` };
    case 'consumer_key': return { label: t`API key`, help: t`At X, under Keys and tokens of your app.` };
    case 'consumer_secret': return { label: t`API key secret`, help: t`Checks that messages are genuine.` };
    case 'access_token_secret': return { label: t`Access token secret`, help: t`At X, beside the access token.` };
    case 'bot_token': return { label: t`Bot token`, help: t`From @BotFather in Telegram.` };
    case 'secret_token': return { label: t`Secret token`, help: t`Letters, digits, _ and -. Telegram sends it along, which proves its messages.` };
    case 'endpoint_url': return { label: t`Address of your endpoint`, help: t`Replies are posted there, signed. https, without a query.` };
    case 'endpoint_secret': return { label: t`Secret of what you get`, help: t`whsec_ and base64. The desk signs with it.` };
    case 'inbound_secret': return { label: t`Secret of what you bring`, help: t`whsec_ and base64. Your program signs with it.` };
    case 'inbox_key': return { label: t`Key of the inbox`, help: t`Made by the desk.` };
    case 'address': return { label: t`E-mail address`, help: t`Customers write to it and see it as the sender.` };
    case 'display_name': return { label: t`Sender’s name`, help: t`As customers see it, such as the name of your shop.` };
    case 'auth': return { label: t`How the desk logs in` };
    case 'provider': return { label: t`Provider`, help: t`Another one clears the secrets.` };
    case 'tenant': return { label: t`Directory (tenant) ID`, help: t`In Microsoft Entra, under Overview of the app.` };
    case 'token_url': return { label: t`Where tokens are given`, help: t`The provider’s token endpoint, https.` };
    case 'client_id': return { label: t`Client ID`, help: t`Of the app that you made at the provider.` };
    case 'client_secret': return { label: t`Client secret`, help: t`Its value, not its ID.` };
    case 'refresh_token': return { label: t`Refresh token`, help: t`Of whoever allowed the app. With Microsoft 365 it may stay empty.` };
    case 'scope': return { label: t`Scope`, help: t`Empty for what Microsoft and Google need.` };
    case 'imap_host': return { label: t`Incoming server (IMAP)`, help: t`Such as imap.gmail.com. When this changes, the password has to be given again.` };
    case 'imap_port': return { label: t`Incoming: port`, help: t`Empty for 993, or 143 with starttls.` };
    case 'imap_security': return { label: t`Incoming: encryption` };
    case 'imap_user': return { label: t`Incoming: user name`, help: t`Empty for the e-mail address.` };
    case 'imap_password': return { label: t`Password`, help: t`Of the mailbox, or an app password made for this desk.` };
    case 'folder': return { label: t`Folder`, help: t`Empty for INBOX. The desk reads it and changes nothing there.` };
    case 'smtp_host': return { label: t`Outgoing server (SMTP)`, help: t`Such as smtp.gmail.com. When this changes, the password has to be given again.` };
    case 'smtp_port': return { label: t`Outgoing: port`, help: t`Empty for 465, or 587 with starttls.` };
    case 'smtp_security': return { label: t`Outgoing: encryption` };
    case 'smtp_user': return { label: t`Outgoing: user name`, help: t`Empty for that of the incoming server.` };
    case 'smtp_password': return { label: t`Outgoing: password`, help: t`Empty where one server does both; else it is asked for.` };
    case 'sent_copy': return { label: t`Copy in the folder Sent`, help: t`Google and Microsoft keep one by themselves.` };
    case 'reply_key': return { label: t`Key of our mails`, help: t`Made by the desk: it signs the ids by which answers find their conversation.` };
    case 'api_base': return { label: t`Other address of the platform`, help: t`Empty for the platform itself. Changing it clears the secrets.` };
    default: return { label: name.replaceAll('_', ' ') };
  }
}
