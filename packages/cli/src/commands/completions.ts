import { COMMON_OPTIONS, type CommandSpec, type OptionSpec } from "../arguments/spec.js";
import { EXIT } from "../exit.js";
import type { Command } from "../session.js";
import { SPECS } from "../specs/index.js";

/** `spendrail completions SHELL`: a completion script, made from the specifications of the commands. */
export const completions: Command = async ({ io, args }) => {
  const scripts: Readonly<Record<string, () => string>> = { bash, zsh, fish };
  io.out.write(scripts[args.positionals[0] ?? ""]?.() ?? "");
  return EXIT.ok;
};

const optionsOf = ({ options }: CommandSpec): readonly OptionSpec[] => [...options, ...COMMON_OPTIONS];

const dashed = (spec: CommandSpec): string =>
  optionsOf(spec)
    .map(({ name }) => `--${name}`)
    .join(" ");

/** Values of options and arguments that can only be one of some, as `command:option` and what they are. */
function choices(): [key: string, values: string][] {
  return SPECS.flatMap((spec) => [
    ...optionsOf(spec).flatMap(({ name, choices }): [string, string][] =>
      choices ? [[`${spec.name}:--${name}`, choices.join(" ")]] : [],
    ),
    ...spec.positionals.flatMap(({ choices }): [string, string][] =>
      choices ? [[`${spec.name}:`, choices.join(" ")]] : [],
    ),
  ]);
}

const names = (): string => SPECS.map(({ name }) => name).join(" ");

function bash(): string {
  return `# bash completion for spendrail
_spendrail() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "${names()} --help --version" -- "$cur"))
    return
  fi
  case "$command:$prev" in
${choices()
  .filter(([key]) => !key.endsWith(":"))
  .map(([key, values]) => `    ${key}) COMPREPLY=($(compgen -W "${values}" -- "$cur")); return ;;`)
  .join("\n")}
  esac
  if [[ $cur == -* ]]; then
    case "$command" in
${SPECS.map((spec) => `      ${spec.name}) COMPREPLY=($(compgen -W "${dashed(spec)}" -- "$cur")) ;;`).join("\n")}
    esac
    return
  fi
  case "$command:" in
${choices()
  .filter(([key]) => key.endsWith(":"))
  .map(([key, values]) => `    ${key}) COMPREPLY=($(compgen -W "${values}" -- "$cur")); return ;;`)
  .join("\n")}
  esac
  COMPREPLY=($(compgen -f -- "$cur"))
}
complete -o filenames -F _spendrail spendrail
`;
}

function zsh(): string {
  const quoted = (text: string) => text.replaceAll("'", "'\\''").replace(/[[\]:]/g, "\\$&");
  const option = ({ name, takes, says, value = "VALUE", choices }: OptionSpec) => {
    const repeat = takes === "list" ? "*" : "";
    const argument = takes === "flag" ? "" : `:${value}:${choices ? `(${choices.join(" ")})` : "_files"}`;
    return `        '${repeat}--${name}${takes === "flag" ? "" : "="}[${quoted(says)}]${argument}'`;
  };
  const rest = (spec: CommandSpec) => {
    const listed = spec.positionals.find(({ choices }) => choices)?.choices;
    return `        '*:file:${listed ? `(${listed.join(" ")})` : "_files"}'`;
  };
  return `#compdef spendrail
_spendrail() {
  local -a commands=(
${SPECS.map(({ name, summary }) => `    '${name}:${quoted(summary)}'`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
${SPECS.map((spec) => `    ${spec.name})\n      _arguments \\\n${[...optionsOf(spec).map(option), rest(spec)].join(" \\\n")}\n      ;;`).join("\n")}
  esac
}
_spendrail "$@"
`;
}

function fish(): string {
  const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const lines = SPECS.flatMap((spec) => {
    const within = `complete -c spendrail -n '__fish_seen_subcommand_from ${spec.name}'`;
    const listed = spec.positionals.find(({ choices }) => choices)?.choices;
    return [
      `complete -c spendrail -n __fish_use_subcommand -f -a ${spec.name} -d ${quoted(spec.summary)}`,
      ...optionsOf(spec).map(({ name, short, takes, choices, says }) =>
        [
          within,
          `-l ${name}`,
          short && `-s ${short}`,
          takes !== "flag" && (choices ? `-x -a ${quoted(choices.join(" "))}` : "-r"),
          `-d ${quoted(says)}`,
        ]
          .filter(Boolean)
          .join(" "),
      ),
      ...(listed ? [`${within} -f -a ${quoted(listed.join(" "))}`] : []),
    ];
  });
  return `# fish completion for spendrail\n${lines.join("\n")}\n`;
}
