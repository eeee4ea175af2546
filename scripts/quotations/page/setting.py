from quotations.model import *
def settings(page, quotations):
    own={}
    for q in quotations: own.setdefault(q.run.number,[]).append(q.own)
    def blank(run, a, b):
        t=run.text
        out='';at=a
        for s,e in own.get(run.number,[]):
            if a<=s and e<=b:
                stop=t[e-1] if t[e-1] in '.,?!' else ''
                out+=t[at:s]+OBJECT+stop; at=e
        return out+t[at:b]
    runs={r.number:r for r in page.runs}
    def f(q):
        s,e=q.own
        before=blank(q.run,0,s) ; after=blank(q.last,q.end,len(q.last.text))
        heads=[]
        if q.attribution: heads.append(q.attribution)
        prev=runs.get(q.run.number-1)
        if prev is not None and (q.form=='block' or not before.strip('“"\' ')) : heads.append(blank(prev,0,len(prev.text)))
        def around():
            return tuple([blank(r,0,len(r.text)) for r in page.runs if r.block is None and (r is q.run or (q.run.note or q.run.heading) and r.section==q.run.section or (q.run.scopes and q.run.scopes[-1] in r.scopes))]+heads)
        return Setting(before,after,tuple(heads),around)
    return f
