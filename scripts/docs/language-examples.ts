/** What the page "The language by example" shows, under these headings. Meaning and JSON are made from the texts. */
export const LANGUAGE_EXAMPLES: readonly { readonly title: string; readonly texts: readonly string[] }[] = [
  {
    title: "Limits",
    texts: [
      "Max $50 per transaction.",
      "No more than $500 a day.",
      "Spend less than $2,000 in any 7 days.",
      "$8,000 per calendar month.",
      "Max $100,000 in total.",
      "Max $100 per day at each merchant.",
      "$500 daily on AWS, $200 monthly on OpenAI.",
    ],
  },
  {
    title: "Numbers of payments",
    texts: ["At most 5 payments per hour.", "Max 20 transactions per day to openai.com."],
  },
  {
    title: "Who may be paid",
    texts: [
      "Only allow payments to openai.com and arxiv.org.",
      "Only allow *.openai.com.",
      "Block gambling and crypto.",
      "Block payments to Germany.",
      "Only allow USDC on base.",
    ],
  },
  {
    title: "People",
    texts: [
      "Require approval above $40.",
      "Require 2 approvals for $10,000 or more.",
      "Can spend up to $100/day without asking.",
    ],
  },
  {
    title: "Times",
    texts: [
      "Only on weekdays between 9am and 5pm.",
      "Max $20 per transaction on weekends.",
      "Valid until 31 December 2026.",
      "Time zone is Europe/Berlin. Max $500 per calendar day.",
    ],
  },
  {
    title: "Safeguards",
    texts: [
      "No duplicate payments within 10 minutes.",
      "Goal drift at most 0.5.",
      "Keep at least $100 in the wallet.",
      "Warn me at 80% of the limit.",
    ],
  },
];

/** Texts that are refused rather than guessed. */
export const REFUSED_EXAMPLES: readonly string[] = [
  "Max $500.",
  "Max 50 per day.",
  "Block casino.com and gambling in Germany.",
  "Max $50 per transacton.",
  "Valid until 03/04/2026.",
  "Max $50 per day or per week.",
];
