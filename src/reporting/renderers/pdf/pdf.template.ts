// How a PDF report looks, in Typst's language. It lays out /report.json and adds no word of its own. A string, so that
// the compiled service needs no file beside it.
export const PDF_TEMPLATE = String.raw`
#let data = json("/report.json")
#let words = data.words
#let ink = rgb("#1b2a41")
#let accent = rgb("#1f3f77")
#let muted = rgb("#525c69")
#let rule-colour = rgb("#c3cad3")

#set document(title: data.title, author: data.author, description: data.subtitle, date: none)
#set text(font: data.fonts, fallback: false, size: 9.5pt, fill: ink, lang: data.language.lang, region: data.language.region, hyphenate: true)
#set par(leading: 0.62em, spacing: 0.9em)
#show raw: set text(font: data.codeFonts, fallback: false, size: 1.1em)
#show regex("[0-9a-f]{64}"): set text(font: data.codeFonts, size: 7.1pt)
#show link: set text(fill: accent)
// PDF/UA-1 takes one line along the letters only: a link that is struck through is told by its colour.
#show link: it => if it.at("label", default: none) == <struck> { it } else { underline(it) }

#show heading: set text(fill: accent, hyphenate: false)
#show heading.where(level: 1): set text(size: 15pt)
#show heading.where(level: 1): set block(above: 1.6em, below: 0.9em)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 2): set block(above: 1.5em, below: 0.75em)
#show heading.where(level: 3): set text(size: 10pt)
#show heading.where(level: 4): set text(size: 9.5pt)
#show heading.where(level: 5): set text(size: 9.5pt, style: "italic")
#show heading.where(level: 6): set text(size: 9.5pt, style: "italic", weight: "regular")

#show figure.caption: set text(size: 8.5pt, fill: muted)
#show figure.caption: set align(left)
#show figure.where(kind: table): it => {
  show figure.caption: caption => block(sticky: true, caption)
  it
}
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set block(breakable: true)
#show figure.where(kind: table): set align(left)
#set figure(gap: 0.6em)
#set figure.caption(separator: [. ])

#let wide = (paper: "a4", flipped: true, margin: (x: 15mm, top: 20mm, bottom: 17mm))
#let tall = (paper: "a4", margin: (x: 20mm, top: 23mm, bottom: 20mm))
#let page-header = {
  set text(size: 7.5pt, fill: muted, hyphenate: false)
  grid(
    columns: (1fr, auto),
    column-gutter: 1em,
    data.running,
    if data.warning != none { text(fill: rgb("#8a1c1c"), weight: "bold", data.warning) },
  )
  v(-0.5em)
  line(length: 100%, stroke: 0.5pt + rule-colour)
}
#let page-footer = context {
  set text(size: 7.5pt, fill: muted)
  grid(
    columns: (1fr, auto),
    data.funding,
    [#words.page #counter(page).display() #words.of #counter(page).final().first()],
  )
}
#set page(..tall, header: page-header, footer: page-footer)

#let run(r) = {
  let body = if "code" in r { raw(r.text) } else { r.text.split("\n").join(linebreak()) }
  if "bold" in r { body = strong(body) }
  if "italic" in r { body = emph(body) }
  if "struck" in r { body = strike(body) }
  if "link" in r { body = if "struck" in r { [#link(r.link, body)<struck>] } else { link(r.link, body) } }
  body
}
#let runs(all) = all.map(run).join()

#let cell-text(c) = {
  let body = if "link" in c { link(c.link, c.text) } else { c.text }
  if c.kind == "none" { text(fill: muted, style: "italic", body) } else { body }
}

#let pairs(all) = {
  // A list of terms for readers, two columns for the eye.
  set terms(separator: none, hanging-indent: 66mm, spacing: 0.65em)
  // A word that is broken between its letters can be one letter longer than its line.
  pad(right: 2mm, terms(..all.map(p => terms.item(box(width: 66mm, inset: (right: 4mm), p.term), cell-text(p.value)))))
}

#let table-of(columns: (), aligns: (), size: 8.5pt, inset: (x: 3pt, y: 3pt), head: (), rows: ()) = {
  set text(size: size)
  set par(leading: 0.5em, justify: false)
  table(
    columns: columns,
    align: aligns,
    inset: inset,
    stroke: (x, y) => (bottom: 0.5pt + rule-colour),
    fill: (x, y) => if y == 0 { accent } else if calc.even(y) { rgb("#f4f6f9") },
    table.header(..head.map(h => text(fill: white, weight: "bold", h))),
    ..rows.flatten(),
  )
}

#let data-table(t) = {
  figure(
    kind: table,
    supplement: words.table,
    caption: t.title,
    if t.rows.len() == 0 { text(size: 8.5pt, fill: muted, style: "italic", t.empty) } else { table-of(
      columns: t.columns.map(c => c.width * 1fr),
      aligns: t.columns.map(c => if c.type == "number" { right } else { left }),
      size: t.size * 1pt,
      inset: t.columns.map(c => (left: c.left * 1pt, right: t.inset * 1pt, y: 3pt)),
      head: t.columns.map(c => text(hyphenate: not c.isWhole, c.title)),
      // A row isn't torn apart by the end of a page, unless it may be longer than one: so may the numbers of letters that no font has.
      rows: t.rows.map(row => {
        let whole = row.whole and row.cells.all(c => not c.text.contains("[U+"))
        row.cells.map(c => table.cell(breakable: not whole, cell-text(c)))
      }),
    ) },
  )
  for note in t.notes { text(size: 8pt, fill: muted, note); parbreak() }
}

#let part(p) = {
  if p.kind == "paragraph" { runs(p.runs); parbreak() }
  else if p.kind == "heading" { heading(level: p.level, outlined: false, runs(p.runs)) }
  else if p.kind == "list" {
    let items = p.items.map(parts => parts.map(part).join())
    if p.ordered { enum(start: p.at("start", default: 1), ..items) } else { list(..items) }
  }
  else if p.kind == "quote" { quote(block: true, p.parts.map(part).join()) }
  else if p.kind == "code" { raw(p.text, block: true) }
  else if p.kind == "table" {
    table-of(columns: p.head.map(_ => 1fr), aligns: p.head.map(_ => left), head: p.head.map(runs), rows: p.rows.map(row => row.map(runs)))
  }
  else if p.kind == "rule" { line(length: 100%, stroke: 0.5pt + rule-colour) }
}

#let chart(c) = figure(
  kind: "chart",
  supplement: words.chart,
  caption: c.title,
  alt: c.alt,
  image(bytes(c.svg), format: "svg", width: 100%),
)

#let shown(b) = {
  if b.kind == "paragraph" {
    if b.tone == "note" { text(size: 8.5pt, fill: muted, runs(b.runs)) } else { runs(b.runs) }
    parbreak()
  }
  else if b.kind == "list" { list(..b.items.map(runs)) }
  else if b.kind == "pairs" { pairs(b.pairs) }
  else if b.kind == "table" { data-table(b.table) }
  else if b.kind == "chart" { chart(b.chart) }
  else if b.kind == "narrative" {
    set text(lang: b.lang.lang, region: b.lang.region)
    b.parts.map(part).join()
  }
}

#let section(s, level) = {
  if level == 1 and "newPage" in s { pagebreak(weak: true) }
  heading(level: level, s.title)
  for (i, b) in s.blocks.enumerate() {
    // What leads to a table isn't left behind by it.
    let leads = b.kind == "paragraph" and s.blocks.at(i + 1, default: b).kind == "table"
    if leads { block(sticky: true, shown(b)) } else { shown(b) }
  }
  for inner in s.sections { section(inner, level + 1) }
}

// Cover
#page(..tall, header: none, footer: none)[
  #if data.emblem != none { image(data.emblem, alt: data.emblemAlt, height: 18mm) }
  #text(size: 11pt, weight: "bold", data.funding)
  #v(32mm)
  #show title: set text(size: 25pt, fill: accent, hyphenate: false)
  #show title: set par(leading: 0.5em)
  #title()
  #v(2mm)
  #text(size: 13pt, data.subtitle)
  #if data.warning != none {
    block(stroke: 1pt + rgb("#8a1c1c"), inset: 8pt, width: 100%, above: 2em, text(fill: rgb("#8a1c1c"), weight: "bold", data.warning))
  }
  #v(12mm)
  #pairs(data.details)
  #v(1fr)
  #text(size: 8.5pt, fill: muted, data.disclaimer)
]

#outline(title: words.contents, depth: 1)

#for (i, group) in data.groups.enumerate() {
  let body = for s in group.sections { section(s, 1) }
  if group.wide { page(..wide, header: page-header, footer: page-footer, body) }
  // What comes first begins below the contents: neither fills its page.
  else { if i > 0 { pagebreak(weak: true) }; body }
}
`;
