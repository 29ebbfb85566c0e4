"""What a build remembers of the one before, so that it does again only what has to be done.

`records`    what is remembered, as plain values
`articles`   an article as such values
`catalogue`  the stories that were read before
`measures`   the pictures that were measured before
`key`        what every page depends on
`store`      the file that holds it all
`standstill` whether there is anything to do
`renewal`    what of the site is made anew, and what stands
"""
