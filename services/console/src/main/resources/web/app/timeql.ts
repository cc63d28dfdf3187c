/** TimeQL in the editor: colours, and the range that the page puts into a statement without one. */
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

const KEYWORDS = new Set(
  (
    'select from where and or not null true false in is between like contains followed by group having order asc desc ' +
    'limit last since until zone context before after follow extract as distinct match pattern within return all rows ' +
    'skip to past next row allowed lateness skew session sessions gap state at of timeline compare with for over ' +
    'dependencies simulate step set traverse following forward backward depth min confidence root cause predict what if ' +
    'show nodes fields formats cycles log stats verify explain analyze starts bucket every now'
  ).split(' '),
);

export const timeql = StreamLanguage.define<{ inComment: boolean }>({
  name: 'timeql',
  startState: () => ({ inComment: false }),
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match('--')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match(/^'(?:[^']|'')*'?/)) return 'string';
    if (stream.match(/^`[^`]*`?/)) return 'variableName';
    if (stream.match(/^:[A-Za-z_]\w*/)) return 'atom';
    if (stream.match(/^\d+(\.\d+)?(e[+-]?\d+)?(%|ms|[smhd]\b)?/i)) return 'number';
    if (stream.match(/^(=~|!~|!=|<=|>=|[=<>+\-*/|])/)) return 'operator';
    const word = stream.match(/^[A-Za-z_][\w.]*/) as RegExpMatchArray | null;
    if (word) {
      if (KEYWORDS.has(word[0].toLowerCase())) return 'keyword';
      return /^(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)$/.test(word[0]) ? 'atom' : 'variableName';
    }
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '--' } },
});

export const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.keyword, color: 'var(--syntax-keyword)', fontWeight: '600' },
    { tag: tags.string, color: 'var(--syntax-text)' },
    { tag: [tags.number, tags.atom], color: 'var(--syntax-number)' },
    { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  ]),
);

const NEEDS_RANGE = /^\s*(select|match|sessions)\b/i;
const HAS_RANGE = /\b(since|until|follow)\b|\bin\s+last\b|\bfrom\s+('|:|\d)/i;

/**
 * The statement with `IN LAST 1 hour` where it reads records and says nothing of when. It is put
 * into the editor, so that what runs is what stands there.
 */
export function withRange(statement: string): string {
  const bare = outermost(statement.replace(/'(?:[^']|'')*'/g, "'…'").replace(/--.*$/gm, ''));
  if (!NEEDS_RANGE.test(bare) || HAS_RANGE.test(bare)) return statement;
  return statement.replace(/\s*;?\s*$/, '') + '\nIN LAST 1 hour';
}

/** The text without what stands in parentheses, as subqueries with a range of their own. */
function outermost(text: string): string {
  const shorter = text.replace(/\([^()]*\)/g, ' ');
  return shorter === text ? text : outermost(shorter);
}

export interface Example {
  title: string;
  text: string;
}

/** Statements to begin with, around the shown time. */
export function examples(at: string, event: string): Example[] {
  return [
    {
      title: 'Errors with what stood around them',
      text: "SELECT ts, service, message FROM logs\n WHERE level >= ERROR\n SINCE '15 minutes ago' CONTEXT 2 LIMIT 50",
    },
    {
      title: 'Which service fails most',
      text:
        'SELECT service, count(*) AS errors FROM logs\n WHERE level >= ERROR GROUP BY service\n' +
        ' ORDER BY errors DESC LIMIT 20 IN LAST 1 hour',
    },
    {
      title: 'Kinds of messages',
      text:
        'SELECT template(message), count(*) FROM logs\n GROUP BY template(message)\n' +
        ' ORDER BY count(*) DESC LIMIT 25 IN LAST 1 hour',
    },
    { title: 'Slow and failed sessions', text: "SESSIONS BY request_id FROM logs SINCE '1 hour ago'\n HAVING errors > 0 ORDER BY duration DESC LIMIT 20" },
    { title: 'State at the shown time', text: `STATE AT '${at}'` },
    { title: 'What happened lately', text: "TIMELINE FROM '10 minutes ago' TO 'now' WHERE eventType = 'error'" },
    {
      title: 'CPU, then memory',
      text: 'MATCH PATTERN WHERE cpu > 80% FOLLOWED BY memory > 90%\n WITHIN 5 minutes IN LAST 30 days',
    },
    ...(event ? [{ title: 'Root cause of the chosen event', text: `ROOT CAUSE OF '${event}'` }] : []),
    { title: 'What comes next', text: "PREDICT NEXT 5 minutes FROM 'now'" },
    { title: 'Nodes and their scanners', text: 'SHOW NODES' },
  ];
}
