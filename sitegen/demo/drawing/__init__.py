"""The pictures of the demo paper, cut from coloured paper by a program.

`paper`    the sheet that shapes are laid on, and their shadows
`shapes`   curves, boxes, waves, bands: all are closed outlines
`things`   boats, houses, people, gulls ...
`river`, `sands`, `coast`, `town`, `night`   the scenes

`python -m sitegen.demo.drawing FOLDER` draws them all; the same program gives the same pictures. It needs
Pillow; nothing else of sitegen imports this package.
"""
