"""The open format: everything a service has recorded, as a folder of CSV files. The way in for a spreadsheet, the way out
for anyone who leaves."""
