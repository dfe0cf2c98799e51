/** A small, sound course in the author's own form: the texts of its files by path. Each call gives fresh ones. */
export function sampleFiles(): Record<string, string> {
  return { 'course.yaml': COURSE, 'lessons/ask-impact.yaml': ASK_IMPACT };
}

const COURSE = `# yaml-language-server: $schema=../../format/course.schema.json
format: 1
id: sample
title: A sample course
language: en
description: One lesson, for tests.
need:
  measure: Repeat calls within 7 days
  behaviour: Ask what the problem did to the customer before solving it
  cause: Agents are rewarded for short calls.
  notTraining: The call-time target; the head of service owns it.
behaviours:
  - Ask about impact
lessons:
  - ask-impact
`;

const ASK_IMPACT = `# yaml-language-server: $schema=../../../format/lesson.schema.json
id: ask-impact
title: Ask about impact
description: What did it do to the person?
minutes: 3
objectives:
  - id: impact
    tip: needs
    behaviour: Ask what the problem did to the person
steps:
  - id: why
    kind: card
    text: |
      People remember **whether you asked**.
  - id: pick
    kind: choice
    prompt: The parcel is late. What do you ask first?
    objective: impact
    options:
      - { id: number, text: What is the order number?, worth: 0.2, consequence: He reads it out, coaching: That is about the thing. }
      - { id: effect, text: What does the delay hold up?, worth: 1, consequence: He tells you about Friday, coaching: That is about impact. }
      - { id: since, text: When did you place the order?, worth: 0.2, consequence: He looks it up, coaching: That is about the thing. }
  - id: call
    kind: dialogue
    customer:
      name: Ravi Menon
      situation: On the phone, at a building site
      mood: annoyed
    opening: A parcel is two days late.
    facts:
      - { id: crew, focus: impact, text: Four people are waiting for it, earnedBy: What does the delay hold up?, words: [crew, wait, waiting, hold up, team] }
      - { id: money, focus: impact, text: He pays the crew either way, earnedBy: What is it costing you?, words: [cost, pay, money, loss] }
      - { id: tracking, focus: thing, text: The tracking page is stuck, earnedBy: What does the tracking page say?, words: [tracking, page, status] }
      - { id: friday, focus: need, text: It has to be there by Friday, earnedBy: What would help most now?, words: [friday, help, when, need] }
    start: first
    patience: { decisions: 6, ending: gone }
    turns:
      - id: first
        says:
          - My parcel is late again.
        choices:
          - id: ask-effect
            text: What does the delay hold up?
            form: open
            focus: impact
            effects: { trust: 2, seconds: 40, reveals: [crew, money], repeatCalls: -2 }
            reaction:
              - Four people are standing here, and I pay them.
            coaching: You asked what it did to him.
            to: second
          - id: ask-page
            text: What does the tracking page say?
            form: open
            focus: thing
            effects: { seconds: 20, reveals: [tracking] }
            reaction:
              - That it is on its way. For two days now.
            coaching: Useful, but it is about the thing.
            to: second
          - id: rush
            text: It will come, I am sure.
            form: statement
            effects: { trust: -3, seconds: 10, repeatCalls: 2 }
            reaction:
              - { text: You do not know that., mood: angry }
            coaching: A promise before a question.
            to: gone
      - id: second
        choices:
          - id: ask-need
            text: What would help most now?
            form: open
            focus: need
            effects: { trust: 1, seconds: 30, reveals: [friday] }
            reaction:
              - Having it on Friday.
            coaching: Now you know what he needs.
            to:
              - { when: { revealed: [crew] }, to: heard }
              - { to: solved }
          - id: ask-more
            text: What is it costing you?
            form: open
            focus: impact
            when: { hidden: [crew] }
            effects: { trust: 1, seconds: 30, reveals: [money] }
            reaction:
              - A day of wages.
            coaching: That is the impact in money.
            to: first
          - id: ask-shipment
            text: Which service was it sent with?
            form: closed
            focus: thing
            effects: { seconds: 20 }
            reaction:
              - The usual one.
            coaching: About the thing again.
            to: solved
    endings:
      - id: heard
        outcome: resolved
        title: Sorted, and heard
        text: He says thank you.
        evidence:
          - { objective: impact, worth: 1 }
      - id: solved
        outcome: unheard
        title: Sorted
        text: It is on its way.
        evidence:
          - { objective: impact, worth: 0.3 }
      - id: gone
        outcome: will-call-again
        title: He hangs up
        text: He will call again.
        evidence:
          - { objective: impact, worth: 0 }
`;
