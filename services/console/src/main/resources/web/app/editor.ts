/** The editor of the TimeQL box. */
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import { Decoration, DecorationSet, EditorView, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { colours, timeql } from './timeql';

const markError = StateEffect.define<{ from: number; to: number } | null>();
const errorMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, change) {
    let next = change.docChanged ? Decoration.none : marks;
    for (const effect of change.effects) {
      if (effect.is(markError)) {
        next = effect.value
          ? Decoration.set([Decoration.mark({ class: 'wrong' }).range(effect.value.from, effect.value.to)])
          : Decoration.none;
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const look = EditorView.theme({
  '&': { backgroundColor: 'var(--panel)', color: 'var(--text)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', minHeight: '84px', maxHeight: '30vh' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--accent-soft)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--changed)',
  },
  '.wrong': { textDecoration: 'underline wavy var(--error)', backgroundColor: 'var(--error-soft)' },
});

/**
 * Opens an editor in the root's element `.box`. It stands in a shadow root, so that its styles are
 * adopted sheets: style elements would be against the page's policy.
 */
export function editorIn(root: ShadowRoot, text: string, run: () => void): EditorView {
  const keys = keymap.of([{ key: 'Mod-Enter', run: () => (run(), true) }]);
  return new EditorView({
    parent: root.querySelector('.box')!,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keys),
        basicSetup,
        timeql,
        colours,
        errorMark,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'TimeQL statement', 'data-testid': 'query-box' }),
        look,
      ],
    }),
  });
}

export function clearMark(editor: EditorView): void {
  editor.dispatch({ effects: markError.of(null) });
}

/** Marks the word at a line and column, both from 1, and puts the cursor before it. */
export function markAt(editor: EditorView, place: { line: number; column: number }): void {
  const { doc } = editor.state;
  if (place.line < 1 || place.line > doc.lines) return;
  const line = doc.line(place.line);
  const from = Math.min(line.from + Math.max(0, place.column - 1), line.to);
  const word = /^\s*(\w+|\S)/.exec(doc.sliceString(from, line.to))?.[0].length ?? 0;
  const start = word > 0 ? from : Math.max(line.from, from - 1);
  const to = Math.min(doc.length, Math.max(start + 1, from + word));
  if (to > start) {
    editor.dispatch({ effects: markError.of({ from: start, to }), selection: { anchor: from } });
  }
}
