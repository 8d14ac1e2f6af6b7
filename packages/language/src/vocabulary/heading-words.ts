/** Words that a heading over whole statements may be made of. None of them names who is paid, or a time. */
export const HEADING_WORDS: ReadonlySet<string> = new Set(
  (
    "limits limit rules rule policy policies spending payments payment budget budgets restrictions controls general other " +
    "misc safety security guardrails settings caps requirements conditions schedule timing time times hours merchants " +
    "merchant categories vendors vendor approvals velocity frequency overview notes blocks guidelines alerts the our my " +
    "your and & summary basics purchase purchases transaction transactions validity procurement team department company " +
    "corporate office finance accounting treasury operations ops agent agents wallet card bot assistant shopping research " +
    "expense expenses main core basic standard permissions thresholds oversight"
  ).split(" "),
);

/** Words that a heading ends in, whatever stands before: "Facilities desk rules:". */
export const HEADING_NOUNS: ReadonlySet<string> = new Set(
  "limits rules policy policies restrictions controls guardrails settings requirements guidelines notes".split(" "),
);
