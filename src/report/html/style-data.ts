/** The stylesheet of the HTML report: light, dark and printed. Nothing is ever put into it. */

const LIGHT = `
--page:#ffffff; --panel:#f5f7fa; --ink:#161b22; --muted:#56606d; --line:#d5dbe3; --link:#0a52a3; --focus:#0a52a3;
--critical:#a3112b; --high:#b8450a; --medium:#7d5a00; --low:#0b6470; --informational:#566170; --on-level:#ffffff;
--critical-soft:#fbe9ec; --high-soft:#fcefe6; --medium-soft:#faf3dd; --low-soft:#e3f3f5; --informational-soft:#eef0f3;
--edge:#8491a3; --good:#1a6b3c;`;

const DARK = `
--page:#0e1319; --panel:#171e27; --ink:#e6eaf0; --muted:#9aa7b6; --line:#2c3744; --link:#7ab8ff; --focus:#ffd166;
--critical:#ff7a8c; --high:#ffa066; --medium:#e8c14f; --low:#5fcbd9; --informational:#a9b4c2; --on-level:#0e1319;
--critical-soft:#381620; --high-soft:#382113; --medium-soft:#322a10; --low-soft:#0f2d32; --informational-soft:#222b36;
--edge:#66758a; --good:#6fd39a;`;

const LEVELS = ['critical', 'high', 'medium', 'low', 'informational'];

export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1120px;padding:0 28px 64px;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",Arial,sans-serif}
a{color:var(--link);text-underline-offset:2px}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:16px;top:12px;background:var(--page);padding:8px 14px;z-index:1}
header{padding:36px 0 20px;border-bottom:3px solid var(--ink)}
.brand{margin:0;text-transform:uppercase;letter-spacing:.14em;font-size:.75rem;font-weight:700;color:var(--muted)}
h1{margin:.1em 0 .15em;font-size:2.1rem;line-height:1.15;letter-spacing:-.02em}
.period{margin:0;color:var(--muted)}
nav{position:sticky;top:0;background:var(--page);border-bottom:1px solid var(--line);margin-bottom:8px;z-index:1}
nav ul{display:flex;flex-wrap:wrap;gap:2px 22px;list-style:none;margin:0;padding:11px 0}
nav a{text-decoration:none;font-weight:600;font-size:.92rem}
nav a:hover{text-decoration:underline}
.count{color:var(--muted);font-weight:400}
section{padding-top:26px;scroll-margin-top:36px}
article{scroll-margin-top:56px}
h2{font-size:1.55rem;letter-spacing:-.01em;margin:18px 0 12px;line-height:1.2}
h3{font-size:1.14rem;margin:30px 0 8px;line-height:1.35}
h4{font-size:.98rem;margin:22px 0 6px;line-height:1.4}
h2,h3,h4,caption,figcaption,dt{overflow-wrap:anywhere}
p{margin:8px 0;max-width:78ch;overflow-wrap:anywhere}
ul,ol{margin:6px 0;padding-left:1.5em} ol{padding-left:2.1em}
li{margin:3px 0;max-width:84ch;overflow-wrap:anywhere}
code{font:.86em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
.headline{font-size:1.22rem;line-height:1.4;font-weight:600;max-width:62ch}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;list-style:none;padding:0;margin:18px 0 12px}
.tiles li{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:12px 16px;margin:0;color:var(--muted);font-size:.9rem}
.tiles strong{display:block;font-size:1.75rem;line-height:1.2;color:var(--ink);letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.levels{display:flex;flex-wrap:wrap;gap:8px 18px;list-style:none;padding:0;font-variant-numeric:tabular-nums}
.badge{display:inline-block;font-size:.7rem;font-weight:700;letter-spacing:.05em;text-transform:uppercase;padding:1px 8px;border-radius:10px;line-height:1.6;vertical-align:.1em;white-space:nowrap}
${LEVELS.map((level) => `.badge.${level}{color:var(--${level});background:var(--${level}-soft);border:1px solid var(--${level})}`).join('\n')}
${LEVELS.map((level) => `.tiles li.${level}{border-left:4px solid var(--${level})}.tiles li.${level} strong{color:var(--${level})}`).join('\n')}
.ordinal{color:var(--muted);font-weight:600;margin-right:.25em;font-variant-numeric:tabular-nums}
.account{border:1px solid var(--line);border-left-width:4px;border-radius:8px;padding:4px 18px 10px;margin:12px 0;background:var(--panel)}
.account h4{margin:10px 0 2px;font-size:1.02rem}
.account ol{list-style:none;padding:0} .account ol li{display:grid;grid-template-columns:13em 1fr;gap:0 12px;max-width:none}
.by{color:var(--muted);font-size:.9em}
.incident{border-top:1px solid var(--line);margin-top:24px;padding-top:2px}
.finding{border:1px solid var(--line);border-left-width:4px;border-radius:8px;padding:6px 22px 16px;margin:18px 0}
${LEVELS.map((level) => `.account.${level},.finding.${level}{border-left-color:var(--${level})}`).join('\n')}
.finding h3{margin:12px 0 6px}
.what{font-weight:600}
.ids{color:var(--muted);font-size:.86rem;max-width:none}
.facts{margin:12px 0;display:grid;gap:0;border-top:1px solid var(--line);font-size:.94rem}
.facts div{display:grid;grid-template-columns:9.5em 1fr;gap:12px;padding:5px 0;border-bottom:1px solid var(--line)}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere;min-width:0}
dd ul{margin:0;padding:0;list-style:none}
td ul{margin:0;padding-left:1.1em}
.scroll{overflow-x:auto;margin:12px 0}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.45}
caption{text-align:left;font-weight:600;padding:4px 0 8px;font-size:.94rem}
th{text-align:left;font-size:.78rem;color:var(--muted);font-weight:600;border-bottom:2px solid var(--line);padding:5px 12px 5px 0;vertical-align:bottom;white-space:nowrap}
td{border-bottom:1px solid var(--line);padding:6px 12px 6px 0;vertical-align:top;overflow-wrap:break-word}
td.id{overflow-wrap:anywhere;min-width:11em}
.short{white-space:nowrap}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.number:last-child,th.number:last-child{padding-right:0}
.unheld{color:var(--muted)}
.bar{margin-left:6px;vertical-align:middle}
.bar .for{fill:var(--high)} .bar .against{fill:var(--good)}
.verdict{font-weight:700} .verdict.sighted{color:var(--good)} .verdict.degraded{color:var(--medium)} .verdict.blind{color:var(--critical)}
.trail,.trail ul{list-style:none;padding-left:0;margin:8px 0}
.trail ul{padding-left:18px;border-left:2px solid var(--line);margin-left:4px}
.trail li{max-width:none;margin:8px 0;font-size:.92rem}
.line{display:block;color:var(--muted)}
.line code{color:var(--ink)}
summary{cursor:pointer;font-weight:600;color:var(--link);padding:4px 0}
figure{margin:12px 0}
figcaption{color:var(--muted);font-size:.86rem;max-width:84ch}
svg text{fill:var(--ink);font-size:12px}
svg.timeline,svg.trail-picture{display:block;max-width:100%;height:auto}
svg.trail-picture.wide{max-width:none}
.lane{fill:var(--page)} .lane.even{fill:var(--panel)}
svg .lane-name{font-weight:600;font-size:12.5px}
.cut{fill:var(--page)} .cut-edge{stroke:var(--edge);stroke-dasharray:3 3}
.tick{stroke:var(--line);stroke-width:1}
svg .tick-text{fill:var(--muted);font-size:11px;font-variant-numeric:tabular-nums}
${LEVELS.map((level) => `.mark.${level},.stripe.${level}{fill:var(--${level})}.span.${level}{stroke:var(--${level})}`).join('\n')}
.mark{stroke:var(--page);stroke-width:1.5}
.span{stroke-width:5;stroke-linecap:round;opacity:.4}
svg .mark-text{fill:var(--on-level);font-size:10.5px;font-weight:700}
svg .mark-text.long{font-size:8.5px}
.box{fill:var(--panel);stroke:var(--edge);stroke-width:1}
.box.target{fill:var(--page);stroke-dasharray:4 3}
svg .name{font-weight:650;font-size:13px}
svg .small{fill:var(--muted);font-size:10.5px}
svg .code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:10.5px}
.chip{fill:var(--page);stroke:var(--edge)}
svg .chip-text{font-size:10.5px;font-weight:700}
.edge{fill:none;stroke:var(--edge);stroke-width:1.6} .edge.touch{stroke-dasharray:4 3}
.head{fill:var(--edge)}
footer{margin-top:40px;padding-top:14px;border-top:1px solid var(--line);color:var(--muted);font-size:.86rem}
@media (max-width:640px){nav{position:static}.account ol li{grid-template-columns:1fr}body{padding:0 16px 40px}.facts div{grid-template-columns:1fr;gap:0}h1{font-size:1.7rem}}
@media print{
:root{color-scheme:light;${LIGHT}}
@page{margin:14mm 12mm}
@page wide{size:landscape}
.landscape{page:wide}
body{max-width:none;padding:0;font-size:10.5pt}
header{padding-top:0}
nav,.skip{display:none}
a{color:inherit;text-decoration:none}
.scroll{overflow:visible}
svg.timeline,svg.trail-picture{width:100%;height:auto;max-height:240mm}
#incidents,#findings,#subjects,#coverage,#appendix{break-before:page}
h2,h3,h4,caption,thead{break-after:avoid}
tr,li,figure,.account,.tiles li,.facts div{break-inside:avoid}
.trail li{break-inside:auto}
.line{break-inside:avoid}
table{font-size:8.5pt}
td{overflow-wrap:anywhere} td.id{min-width:0} th{white-space:normal}
.tiles{grid-template-columns:repeat(5,1fr)} .tiles li{padding:8px 10px}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
