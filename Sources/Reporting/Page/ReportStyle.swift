/// The style sheet of the page: one column of text beside the contents, cards on narrow screens, plain on paper.
enum ReportStyle {
  static let css: StaticString = """
    :root{color-scheme:light dark;--bg:#faf9f7;--panel:#fff;--ink:#1b1d20;--soft:#5d626a;--line:#e4e1db;--wash:#f3f1ed;
    --link:#1d5c88;--crit:#9f1318;--crit-w:#fcecec;--high:#a8480c;--high-w:#fdf0e4;--med:#7d5a00;--med-w:#fbf4da;
    --low:#2a5a87;--low-w:#eaf1f8;--info:#5d626a;--info-w:#f0efec;--ok:#1c6641;--ok-w:#e8f4ed;
    --mono:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    @media (prefers-color-scheme:dark){:root{--bg:#131518;--panel:#1a1d21;--ink:#e7e6e3;--soft:#a0a6ae;--line:#30343b;
    --wash:#23272d;--link:#86bde4;--crit:#ff918c;--crit-w:#3b1c1e;--high:#f6aa6b;--high-w:#382615;--med:#e6c463;
    --med-w:#322810;--low:#93c1ea;--low-w:#1a2a39;--info:#a0a6ae;--info-w:#262a30;--ok:#84d3a7;--ok-w:#162d20}}
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
    "Noto Sans","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
    .wide{max-width:1320px;margin:0 auto;padding:0 2rem}
    h1,h2,h3{line-height:1.25;text-wrap:balance}
    h2{font-size:1.45rem;margin:0 0 .35rem;letter-spacing:-.01em}
    h3{font-size:1rem;margin:1.6rem 0 .5rem}
    p{margin:.4rem 0 .8rem;max-width:76ch}
    a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
    a:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
    code{font-family:var(--mono);font-size:.87em;font-variant-ligatures:none}
    code.s{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;direction:ltr}
    time{white-space:nowrap}
    p,li,dd,dt{overflow-wrap:anywhere}
    ul,ol{padding-left:1.3rem;margin:.3rem 0}
    .lead,.note,.under,caption{color:var(--soft)}
    .note{font-size:.9rem}

    .banner{border-bottom:1px solid var(--line);border-top:.5rem solid var(--tone);background:var(--tint);
    padding:1.5rem 0 1.6rem;margin-bottom:2.2rem}
    .v-escalate{--tone:var(--crit);--tint:var(--crit-w)}
    .v-watch{--tone:var(--med);--tint:var(--med-w)}
    .v-clear{--tone:var(--ok);--tint:var(--ok-w)}
    .eyebrow{margin:0 0 .6rem;font-size:.8rem;letter-spacing:.06em;color:var(--soft)}
    h1{margin:0;font-size:2.7rem;letter-spacing:-.025em;display:flex;flex-wrap:wrap;align-items:baseline;gap:.1em .6em}
    h1 .verdict{color:var(--tone)}
    h1 .verdict span{font-size:.62em;vertical-align:.16em}
    h1 .host{font-size:.52em;font-weight:600;letter-spacing:0;min-width:0}
    .say{font-size:1.15rem;margin:.5rem 0 1.3rem}
    dl.facts{display:flex;flex-wrap:wrap;gap:.8rem 2.6rem;margin:0}
    dl.facts dt{font-size:.78rem;color:var(--soft)}
    dl.facts dd{margin:0;font-weight:600}

    .page{display:grid;grid-template-columns:12.5rem minmax(0,1fr);gap:3rem;align-items:start}
    nav{position:sticky;top:1.2rem;font-size:.9rem}
    nav ol{list-style:none;padding:0;margin:0;border-left:1px solid var(--line)}
    nav a{display:block;padding:.24rem .9rem;color:var(--soft);text-decoration:none;margin-left:-1px;
    border-left:2px solid transparent}
    nav a:hover,nav a:focus-visible{color:var(--ink);border-color:var(--link)}
    section{margin:0 0 3.4rem}
    .pair{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.2rem;margin-top:.9rem}
    .panel{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:1.1rem 1.3rem}
    .panel h3{margin:0 0 .5rem}
    .todo{background:var(--low-w);border-color:color-mix(in srgb,var(--low) 30%,transparent)}
    .unseen{background:var(--med-w);border-color:color-mix(in srgb,var(--med) 30%,transparent);margin-top:1.2rem}
    .unseen ul{margin-bottom:0}
    .type{margin:1.2rem 0 0;color:var(--soft);font-size:.9rem}
    .unseen .lead{margin:.1rem 0 .4rem}
    .reasons{padding-left:1.4rem;margin:0}
    .reasons li{padding:.22rem 0 .22rem .3rem;overflow-wrap:anywhere}
    .reasons li::marker{color:var(--soft);font-weight:600}
    .command{background:var(--wash);border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;margin:.6rem 0;
    white-space:pre-wrap;overflow-wrap:anywhere}
    .command code{display:block}
    .tally{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem 2.2rem;padding:0;margin:1.3rem 0 1rem}
    .tally b{font-size:1.35rem;font-weight:650;letter-spacing:-.01em;display:block;line-height:1.2}
    .tally span{font-size:.85rem;color:var(--soft)}

    .chip{display:inline-block;font:600 .74rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",
    sans-serif;padding:.05rem .5rem;border-radius:99px;border:1px solid currentColor;white-space:nowrap;
    text-decoration:none;max-width:30ch;overflow:hidden;text-overflow:ellipsis;vertical-align:text-bottom}
    .crit{color:var(--crit);background:var(--crit-w)}.high{color:var(--high);background:var(--high-w)}
    .med{color:var(--med);background:var(--med-w)}.low{color:var(--low);background:var(--low-w)}
    .info{color:var(--info);background:var(--info-w)}.ok{color:var(--ok);background:var(--ok-w)}
    .chip.crit:not(a){color:#fff;background:#9f1318;border-color:#9f1318}

    details>summary{cursor:pointer;padding:.5rem 0;color:var(--link)}
    .finding{--tone:var(--info);background:var(--panel);border:1px solid var(--line);border-top:2px solid var(--tone);
    border-radius:6px;margin:1rem 0}
    .s-crit{--tone:var(--crit)}.s-high{--tone:var(--high)}.s-med{--tone:var(--med)}.s-low{--tone:var(--low)}
    .finding>summary{display:flex;gap:.8rem;align-items:baseline;padding:.85rem 1.2rem;color:inherit;list-style:none}
    .finding>summary::-webkit-details-marker{display:none}
    .finding>summary .chip{flex:none;min-width:4.9rem;text-align:center}
    .finding h3{margin:0;flex:1;min-width:0;overflow-wrap:anywhere;font-size:1.02rem}
    .finding .number{color:var(--soft);font-size:.85rem}
    .finding .body{padding:0 1.2rem 1.1rem 6.9rem}
    .finding .body p{margin:0 0 .6rem}
    .meta{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin:.2rem 0 .8rem;font-size:.88rem;
    color:var(--soft)}
    dl.evidence{margin:0;border-top:1px solid var(--line)}
    dl.evidence dt{padding-top:.55rem;font-size:.9rem;color:var(--soft)}
    dl.evidence dd{margin:.1rem 0 0;padding-bottom:.55rem;border-bottom:1px solid var(--line)}
    dl.evidence dd>code.s{display:block;font-size:.9em}
    .exhibit{display:block;font-size:.8rem;color:var(--soft);overflow-wrap:anywhere}
    dl.list{display:grid;grid-template-columns:minmax(7rem,13rem) minmax(0,1fr);gap:.35rem 1.4rem;margin:.8rem 0}
    dl.list dt{color:var(--soft)}
    dl.list dd{margin:0;min-width:0;overflow-wrap:anywhere}
    dl.list dl.list{margin:0}

    .table{margin:.6rem 0 1rem}
    table{border-collapse:collapse;width:100%;font-size:.88rem;background:var(--panel)}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    th,td{text-align:left;vertical-align:top;padding:.42rem .7rem;border-bottom:1px solid var(--line)}
    thead th{position:sticky;top:0;background:var(--wash);font-size:.8rem;font-weight:600;color:var(--soft);
    white-space:nowrap;z-index:1;box-shadow:inset 0 -1px var(--line)}
    td code{font-size:.92em}
    .n{text-align:right;white-space:nowrap}
    .w{overflow-wrap:anywhere}
    .u>div{min-width:11ch}
    td small{color:var(--soft);font-size:.85em}
    @media screen and (min-width:701px){.t>div{min-width:18ch}.y>div{min-width:20ch}.z>div{min-width:42ch}}
    .target{border-top:2px solid var(--line);padding-top:.4rem;margin-top:2rem}
    .target>h3{font-size:1.15rem;margin:.8rem 0 .8rem}
    .bind{display:grid;grid-template-columns:5.2em minmax(0,1fr);gap:.4em;align-items:baseline}
    dl.small{gap:.5rem 1.8rem;margin:0 0 .9rem}dl.small dd{font-weight:400;font-size:.92rem}
    tr.marked td{background:var(--crit-w)}
    tr.marked td:first-child{box-shadow:inset 3px 0 var(--crit)}
    tr:target td{background:var(--med-w)}
    .divider th{background:var(--bg);font-size:.85rem;padding-top:1rem}
    .under{font-size:.92em}
    .p{--d:0;margin:-.42rem 0;padding:.42rem 0 .42rem calc(var(--d)*1.15rem);background:repeating-linear-gradient(
    to right,transparent 0 .4rem,var(--line) .4rem calc(.4rem + 1px),transparent calc(.4rem + 1px) 1.15rem) 0 0/calc(
    var(--d)*1.15rem) 100% no-repeat}
    .d1{--d:1}.d2{--d:2}.d3{--d:3}.d4{--d:4}.d5{--d:5}.d6{--d:6}.d7{--d:7}.d8{--d:8}
    .p b code{font-weight:600}

    .plot{overflow-x:auto;margin:0 0 1rem}
    svg{display:block;width:100%;min-width:680px;height:auto;background:var(--panel);border:1px solid var(--line);
    border-radius:8px}
    svg text{font:11.5px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;fill:var(--soft)}
    svg .name{text-anchor:end;fill:var(--ink)}
    svg .grid,svg .lane{stroke:var(--line);stroke-width:1}
    svg .grid{stroke-dasharray:2 3}
    svg .dot{fill:var(--low);fill-opacity:.62}
    svg .hot{fill:var(--crit);fill-opacity:.9}
    .glossary{max-width:90ch;color:var(--soft)}
    .glossary b{color:var(--ink)}
    footer{border-top:1px solid var(--line);padding:1.1rem 0 2rem;color:var(--soft);font-size:.85rem;
    overflow-wrap:anywhere}

    @media (max-width:1020px){.page{grid-template-columns:minmax(0,1fr);gap:1.6rem}
    nav{position:static}nav ol{border:0;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem}
    nav a{padding:.2rem 0;border:0;text-decoration:underline}.pair{grid-template-columns:minmax(0,1fr)}}
    @media screen and (max-width:700px){.wide{padding:0 1rem}h1{font-size:2.1rem}.say{font-size:1.05rem}
    .banner{margin-bottom:1.4rem}dl.facts{gap:.6rem 1.8rem}section{margin-bottom:2.6rem}.tally{gap:.5rem 1.5rem}
    .finding>summary{flex-wrap:wrap;padding:.8rem .9rem}.finding h3{flex-basis:100%;order:3}.finding .number{margin-left:auto}
    .finding .body{padding:0 .9rem .9rem}dl.list{grid-template-columns:minmax(0,1fr);gap:0}dl.list dd{margin-bottom:.6rem}
    thead{display:none}table,tbody,tr,td,.divider th{display:block}tr{padding:.5rem .8rem;border-bottom:1px solid var(--line)}
    td,td.n{border:0;padding:.12rem 0;text-align:left;white-space:normal;display:flex;gap:.7rem}td.e{display:none}
    td::before{content:attr(data-label);flex:0 0 5.4rem;color:var(--soft);font-size:.92em}
    td>div{min-width:0;flex:1}tr.divider{padding:0}tr.marked{background:var(--crit-w);box-shadow:inset 3px 0 var(--crit)}
    tr.marked td:first-child{box-shadow:none}
    #processes tr{display:flex;flex-wrap:wrap;gap:0 1rem}#processes td::before{content:none}
    #processes td:first-child::before{content:"pid";flex:none}#processes td.e+td,#processes td:last-child{flex-basis:100%}
    #processes td:nth-child(3){color:var(--soft)}.p{margin:-.12rem 0;padding:.12rem 0 .12rem calc(var(--d)*.7rem);
    background-size:calc(var(--d)*.7rem) 100%;background-image:repeating-linear-gradient(to right,var(--line) 0 1px,
    transparent 1px .7rem)}}

    @media print{:root{--bg:#fff;--panel:#fff;--ink:#000;--soft:#444;--line:#bbb;--wash:#fff;--link:#000;--crit:#7d0d11;
    --crit-w:#fff;--high:#7a3306;--high-w:#fff;--med:#5c4200;--med-w:#fff;--low:#1c3f60;--low-w:#fff;--info:#444;
    --info-w:#fff;--ok:#124a2e;--ok-w:#fff}
    @page{margin:16mm 14mm}body{font-size:9.5pt}.wide{max-width:none;padding:0}.page{display:block}nav{position:static;
    margin-bottom:1.5rem}nav ol{border:0;columns:3}nav a{border:0;padding:.05rem 0;color:#000}
    .banner{padding:.8rem 0;margin-bottom:1rem}h1{font-size:24pt}h2,h3{break-after:avoid}section{margin-bottom:1.6rem}
    #processes,#timeline,#ledger,#details{break-before:page}.lead,.type{break-after:avoid;break-inside:avoid}thead{display:table-header-group}thead th{position:static}
    table{font-size:8.2pt}tbody tr:first-child,tbody tr.divider+tr{break-before:avoid}dl.evidence dt{break-after:avoid}
    tr,.finding>summary,.panel,.plot,dl.evidence dd{break-inside:avoid}.finding{border-radius:0}
    .finding .body{padding-left:1.2rem}.chip.crit:not(a){color:var(--crit);background:#fff;border-color:currentColor}
    tr.marked td:first-child{box-shadow:none;border-left:3px solid var(--crit)}.pair{grid-template-columns:1fr 1fr}
    pre.command{break-inside:avoid}a.out::after{content:" (" attr(href) ")";font-size:.8em;color:#444;overflow-wrap:anywhere}a{text-decoration:none}
    svg{min-width:0}.t>div{min-width:16ch}.y>div{min-width:19ch}.z>div{min-width:40ch}
    #ledger details::details-content,#footprint details::details-content{display:block;content-visibility:visible;height:auto}}
    """
}
