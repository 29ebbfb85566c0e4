"""Templates rendered quickly, with the result that Jinja alone would give.

`addresses`  links between pages of the site
`pieces`     what stands on many pages (a story in a list) is rendered once
`frames`     what stands round the story (masthead, drawer, foot, Material's scripts) is rendered once
"""
