import type { Notice } from '#server/contract/imports.ts';

export type NoticeGroup = { rule: string; messages: [string, ...string[]] };

/** What the same rule noticed stands together, in the order of the first of each; the same sentence is said once. */
export function groupNotices(notices: readonly Notice[]): NoticeGroup[] {
  const groups = new Map<string, NoticeGroup>();
  for (const { rule, message } of notices) {
    const group = groups.get(rule);
    if (group === undefined) groups.set(rule, { rule, messages: [message] });
    else if (!group.messages.includes(message)) group.messages.push(message);
  }
  return [...groups.values()];
}
