// The wire's types under the names that the screens use.
import type { components } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Account = Schemas['Account'];
export type User = Schemas['User'];
export type Team = Schemas['Team'];
export type Label = Schemas['Label'];
export type CannedResponse = Schemas['CannedResponse'];
export type Inbox = Schemas['Inbox'];
export type Capabilities = Schemas['Capabilities'];
export type Conversation = Schemas['Conversation'];
export type PublicPost = Schemas['PublicPost'];
export type Message = Schemas['Message'];
export type Attachment = Schemas['Attachment'];
export type Contact = Schemas['Contact'];
export type ContactIdentity = Schemas['ContactIdentity'];
export type ContactSuggestion = Schemas['ContactSuggestion'];
export type MergedContact = Schemas['MergedContactList']['items'][number];
export type LastMessage = Schemas['LastMessage'];
export type Draft = Schemas['Draft'];
export type Template = Schemas['Template'];
export type Queue = Schemas['QueueFigures'];
export type QuarantineItem = Schemas['QuarantineItem'];
export type ChannelOffer = Schemas['ChannelDescription'];
export type NewMessage = Schemas['CreateMessage'];
export type TemplateChoice = Schemas['SendTemplate'];
export type LabelMark = Schemas['LabelMark'];
export type HealthCheck = Schemas['HealthCheck'];
export type ContactImport = Schemas['ContactImport'];
export type Retention = Schemas['Retention'];

export type Priority = Conversation['priority'];
export type ConversationStatus = Conversation['status'];
export type Availability = Me['availability'];
export type Role = Me['role'];
export type ComposeMode = Draft['mode'];
export type DeliveryStatus = Schemas['DeliveryStatus'];
export type Channel = Schemas['Channel'];
