"""What any text is made of, a source's and a page's alike: its typography, words and marks."""
