"""The page's own style, beside the colours that the server gives Streamlit."""

STYLE = """<style>
.stMainBlockContainer { padding: 2.2rem 1.6rem 3rem; max-width: none; }
.stMainBlockContainer h1 { font-size: 1.3rem; padding: 0 0 .7rem; }
.stMainBlockContainer h3 { font-size: 1rem; padding: .6rem 0 1rem; }
[data-testid="stSidebarHeader"] { height: 2.6rem; padding-bottom: 0; }
[data-testid="stSidebarUserContent"] { padding-top: 0; padding-bottom: 2rem; }
[data-testid="stSidebarUserContent"] h2 { font-size: 1.1rem; padding: 0 0 .8rem; }
[data-testid="stSidebarUserContent"] .stVerticalBlock { gap: .6rem; }
[data-testid="stSidebarUserContent"] label { min-height: 1.2rem; margin-bottom: 0; }
.stMainBlockContainer .stVerticalBlock { gap: .7rem; }
.dl-plain { width: 100%; border-collapse: collapse; font-size: .85rem; margin-bottom: 1rem; }
.dl-plain caption { text-align: left; font-weight: 600; padding: .2rem .4rem; }
.dl-plain th, .dl-plain td { text-align: left; padding: .2rem .6rem .2rem .4rem; vertical-align: top;
  border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
.dl-wide { overflow-x: auto; }
.dl-wide th, .dl-wide td { overflow-wrap: normal; }
.dl-wide td:not(:first-child) { white-space: nowrap; }
@media (max-width: 700px) { .stMainBlockContainer { padding: 3.8rem .7rem 2rem; } }
</style>"""
